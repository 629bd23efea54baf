import '@tensorflow/tfjs-backend-cpu';
import { testExcitementOn } from './exciteOnBackend';

testExcitementOn('cpu');
