import { testBranchesOn } from './branchesOnBackend';
import { prepareWasm } from './prepareWasm';

prepareWasm();

testBranchesOn('wasm');
