import '@tensorflow/tfjs-backend-cpu';
import { testExplanationsOn } from './explainOnBackend';

testExplanationsOn('cpu');
