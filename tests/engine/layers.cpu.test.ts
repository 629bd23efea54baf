import '@tensorflow/tfjs-backend-cpu';
import { testLayersOn } from './layersOnBackend';

testLayersOn('cpu');
