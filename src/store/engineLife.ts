/**
 * The engine that is there: begun, watched, and begun anew where it broke or answers no more. The state
 * is the page's own, so that nothing is lost with an engine but what it had computed.
 */
import { createEngine, type EngineClient } from '../engine/client';
import type { FromEngine, ToEngine } from '../engine/protocol';
import type { Problem } from '../layers/contract';
import { sourcesOf } from '../network/trained';
import { budgetBytes } from './memoryBudget';
import { notify } from './notices';
import { networkToRun } from './shownNetwork';
import { patch, store } from './store';

/** So often an engine that breaks is begun anew unasked, for one and the same network and photo. */
const mostRenewals = 2;

/** Who talks with the engine. */
export interface Listener {
  receive(message: FromEngine): void;
  /** It is gone with all that it had and was asked for. `rests`: the next one is to wait for a change. */
  lost(rests: boolean): void;
}

let engine: EngineClient | null = null;
let listener: Listener | null = null;
let renewals = 0;

/** Begins the engine; from here on `own` hears it, and those that come after it. */
export function beginEngine(own: Listener): void {
  listener = own;
  begin();
}

/** Says something to the engine, where there is one. */
export function tellEngine(message: ToEngine, transfer: Transferable[] = []): void {
  engine?.send(message, transfer);
}

/** Ends the engine, whatever it does, and begins another. */
export function beginAnew(): void {
  renew(false);
}

/** It may be slow: nothing is said of its silence until that has lasted as long again. */
export function waitForEngine(): void {
  patch('run', { isSilent: false });
}

/** Another network or photo: whatever broke the engine may be over. */
export function forgetBreaks(): void {
  renewals = 0;
}

function begin(): void {
  const { settings } = store.getState();
  engine = createEngine((message) => listener?.receive(message), {
    silent: (isSilent) => patch('run', { isSilent }),
    broke: (reason) => breakDown({ code: 'engineBroke', values: { reason } }),
    gone: () => breakDown({ code: 'engineGone' }),
    unstoppable: () => {
      notify('info', { code: 'engineUnstoppable' });
      renew(true);
    },
  });
  tellEngine({ type: 'budget', bytes: budgetBytes(settings) });
  tellEngine({
    type: 'start',
    backend: settings.backend,
    weightsUrl: new URL('weights/', document.baseURI).href,
    sources: sourcesOf(networkToRun(store.getState())),
  });
}

/** The engine broke: another one begins, unless that has been done in vain. */
function breakDown(problem: Problem): void {
  if (renewals === mostRenewals) {
    end(false);
    const again = { ...problem, code: `${problem.code}Again` };
    patch('run', { engine: { state: 'failed', problem: again } });
    return;
  }
  renewals++;
  notify('problem', problem);
  renew(false);
}

function renew(rests: boolean): void {
  end(rests);
  patch('run', { engine: { state: 'loading', step: 'library' } });
  begin();
}

function end(rests: boolean): void {
  engine?.dispose();
  engine = null;
  patch('run', { isSilent: false, busy: false });
  listener?.lost(rests);
}
