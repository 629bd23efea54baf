/** Runs in a page: random layers on the WebGL backend, compared with the plain loops. */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-webgl';
import fc from 'fast-check';
import { compareCase, referenceKinds, runningCase } from '../reference/cases';

export interface KindReport {
  kind: string;
  cases: number;
  /** The largest error of all cases, as a share of the range, and the case that it is of. */
  error: number;
  worst: string;
}

declare global {
  interface Window {
    compareOnWebgl(cases: number, seed: number): Promise<KindReport[]>;
  }
}

window.compareOnWebgl = async (cases, seed) => {
  if (!(await tf.setBackend('webgl'))) throw new Error('WebGL did not start');
  return referenceKinds.map((kind) => {
    const report: KindReport = { kind, cases: 0, error: 0, worst: '' };
    for (const layerCase of fc.sample(runningCase(kind), { numRuns: cases, seed })) {
      const error = compareCase(tf, layerCase);
      report.cases++;
      if (error < report.error) continue;
      report.error = error;
      report.worst = JSON.stringify(layerCase);
    }
    return report;
  });
};
