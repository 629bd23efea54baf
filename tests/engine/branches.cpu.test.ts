import '@tensorflow/tfjs-backend-cpu';
import { testBranchesOn } from './branchesOnBackend';

testBranchesOn('cpu');
