/** Why a backend is not computed with, as something that the page can say. */
import { TooLate } from '../thread/deadline';
import type { Refusal } from './protocol';
import { reasonOf } from './reasonOf';

/** A backend that starts, or seems to, and is not to be used all the same. */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(`not to be used: ${refusal.code}`);
    this.refusal = refusal;
  }
}

/** What something that was thrown says of the backend that threw it. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refused) return error.refusal;
  if (error instanceof TooLate) {
    return { code: 'late', values: { seconds: error.milliseconds / 1000 } };
  }
  return { code: 'failed', values: { reason: reasonOf(error) } };
}
