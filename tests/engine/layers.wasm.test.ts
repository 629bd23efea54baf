import { testLayersOn } from './layersOnBackend';
import { prepareWasm } from './prepareWasm';

prepareWasm();

testLayersOn('wasm');
