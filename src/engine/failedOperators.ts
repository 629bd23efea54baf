/**
 * WASM's own failures. When an operator cannot be set up, for want of memory as a rule, tfjs says so
 * on the console and nowhere else, and hands out an output that was never written.
 */

/** What tfjs writes: `XNN status for xnn_setup_… is not successful. Got status 6.` */
const complaint = /XNN status for \S+ is not successful/;

let failure: string | null = null;
let listening = false;

/** An operator's output was never written; a backend begun anew may have the memory for it. */
export class OperatorFailed extends Error {}

/** Listens from here on. To be called before WASM is started, which takes hold of the console. */
export function listenForFailedOperators(): void {
  if (listening) return;
  listening = true;
  /* oxlint-disable no-console -- The console is the only place where tfjs says so. */
  const warn = console.warn.bind(console);
  console.warn = (...words: unknown[]) => {
    const text = words.join(' ');
    if (complaint.test(text)) failure = text;
    else warn(...words);
  };
  /* oxlint-enable no-console */
}

/** Throws `OperatorFailed` when an operator has failed since this was called last. */
export function throwFailedOperator(): void {
  if (failure === null) return;
  const reason = failure;
  failure = null;
  throw new OperatorFailed(reason);
}
