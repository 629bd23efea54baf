/**
 * Whether the engine still answers: what it owes the page, and how long it has said nothing. A single
 * layer may keep a slow device busy for long, so that the silence of a run is told of and nothing is
 * ended for it; an engine that rests answers in milliseconds, or is there no more.
 */
import type { Clock } from '../thread/deadline';
import type { FromEngine, ToEngine } from './protocol';

/** Milliseconds of silence that are told of; each time that it goes on, twice as many as before. */
export const mostSilence = 20_000;
/** Milliseconds that a run may take to end after it was cancelled: those of a long layer. */
export const untilCancelled = 10_000;

export interface WatchEvents {
  /** The engine owes an answer and says nothing; or, after that, it has spoken. */
  silent(isSilent: boolean): void;
  /** Nothing is under way, and a question stays without an answer: nobody hears it. */
  gone(): void;
  /** A run was cancelled and goes on all the same. */
  unstoppable(): void;
}

type Owed =
  'start' | 'backend' | 'trials' | 'run' | 'cancel' | 'explain' | 'trace' | 'excite' | 'ping';

/** What is answered at once while the engine rests. */
const quick: readonly Owed[] = ['explain', 'trace', 'ping'];

/** Messages that have an answer of their own. */
const owedFor: Partial<Record<ToEngine['type'], Owed>> = {
  start: 'start',
  useBackend: 'backend',
  measureBackends: 'trials',
  run: 'run',
  cancel: 'cancel',
  explain: 'explain',
  trace: 'trace',
  excite: 'excite',
  ping: 'ping',
};

export class EngineWatch {
  private readonly events: WatchEvents;
  private readonly clock: Clock;
  private readonly owed = new Set<Owed>();
  private newestRun = 0;
  private isSilent = false;
  private stopSilence: (() => void) | null = null;
  private stopCancel: (() => void) | null = null;

  constructor(events: WatchEvents, clock: Clock) {
    this.events = events;
    this.clock = clock;
  }

  /** Whether a message that has no answer of its own needs a ping behind it to be sure of one. */
  wantsPing(): boolean {
    return this.owed.size === 0;
  }

  sent(message: ToEngine): void {
    const owed = owedFor[message.type];
    if (!owed) return;
    if (message.type === 'run') this.newestRun = message.runId;
    if (message.type === 'cancel') {
      this.owed.delete('run');
      this.stopCancel ??= this.clock(untilCancelled, () => this.events.unstoppable());
    }
    this.owed.add(owed);
    if (!this.stopSilence) this.listen();
  }

  heard(message: FromEngine): void {
    this.settle(message);
    this.stopSilence?.();
    this.stopSilence = null;
    if (this.isSilent) {
      this.isSilent = false;
      this.events.silent(false);
    }
    if (this.owed.size > 0) this.listen();
  }

  /** Nothing is told any more. */
  stop(): void {
    this.owed.clear();
    this.stopSilence?.();
    this.stopCancel?.();
    this.stopSilence = this.stopCancel = null;
  }

  private settle(message: FromEngine): void {
    switch (message.type) {
      case 'problem':
        this.owed.clear();
        return;
      case 'ready':
        // Runs begin anew.
        for (const owed of ['start', 'backend', 'run'] as const) this.owed.delete(owed);
        return;
      case 'trials':
        this.owed.delete('trials');
        return;
      case 'done':
        if (message.runId === this.newestRun) this.owed.delete('run');
        return;
      case 'cancelled':
        this.owed.delete('cancel');
        this.stopCancel?.();
        this.stopCancel = null;
        return;
      case 'explained':
        this.owed.delete('explain');
        return;
      case 'traced':
        this.owed.delete('trace');
        return;
      case 'excited':
        this.owed.delete('excite');
        return;
      case 'pong':
        this.owed.delete('ping');
        return;
      case 'loading':
      case 'weights':
      case 'prepared':
      case 'node':
      case 'made':
      case 'maps':
      case 'exciting':
      case 'backendFailed':
      case 'budgetLowered':
    }
  }

  private listen(milliseconds = mostSilence): void {
    this.stopSilence = this.clock(milliseconds, () => {
      if ([...this.owed].every((owed) => quick.includes(owed))) return this.events.gone();
      this.isSilent = true;
      this.events.silent(true);
      this.listen(2 * milliseconds);
    });
  }
}
