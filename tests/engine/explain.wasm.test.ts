import { testExplanationsOn } from './explainOnBackend';
import { prepareWasm } from './prepareWasm';

prepareWasm();

testExplanationsOn('wasm');
