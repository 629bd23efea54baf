import { testExcitementOn } from './exciteOnBackend';
import { prepareWasm } from './prepareWasm';

prepareWasm();

testExcitementOn('wasm');
