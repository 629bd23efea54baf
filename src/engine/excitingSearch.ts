/**
 * The search for what excites a layer's maps, as the page asks for it: the newest request alone is gone
 * on with, and none once something else is wanted.
 */
import * as tf from '@tensorflow/tfjs-core';
import { withDeadline } from '../thread/deadline';
import type { BackendInUse } from './backendInUse';
import type { Exciter } from './exciter';
import type { Excitement, Post, ToEngine } from './protocol';

/** Milliseconds after which the search lets messages in. */
const searchMilliseconds = 8;
/** Milliseconds that the search's code may take to come. */
const untilCode = 20_000;

type Request = Extract<ToEngine, { type: 'excite' }>;

export class ExcitingSearch {
  private readonly post: Post;
  private readonly pause: () => Promise<void>;
  private readonly now: () => number;
  /** Made, its code fetched, when it is asked for first. */
  private exciter: Exciter | null = null;
  /** The request that is worth going on with: none once a run has come in after it. */
  private wanted: number | null = null;

  /** `pause` lets the messages that have come in be received; `now` tells the time in milliseconds. */
  constructor(post: Post, pause: () => Promise<void>, now: () => number) {
    this.post = post;
    this.pause = pause;
    this.now = now;
  }

  /** From here on this request is wanted, and the one before is not. */
  want(requestId: number): void {
    this.wanted = requestId;
  }

  /** None is wanted any more. */
  stop(): void {
    this.wanted = null;
  }

  /** Carries a request out where it is still wanted, and answers it in any case. */
  async answer(request: Request, backend: Pick<BackendInUse, 'executor' | 'lost'>): Promise<void> {
    const { requestId } = request;
    // Whether a backend works is the runs' business: the next one finds out.
    const found = await Promise.race([this.find(request, backend), backend.lost]).catch(
      () => 'failed' as const,
    );
    this.post({ type: 'excited', requestId, found });
  }

  private async find(
    { requestId, nodeId, nodes, photos, perMap }: Request,
    backend: Pick<BackendInUse, 'executor'>,
  ): Promise<Excitement | 'stopped'> {
    // The runs wait behind it: where its code does not come, they go on.
    this.exciter ??= new (await withDeadline(import('./exciter'), untilCode)).Exciter(tf);
    const isWanted = () => this.wanted === requestId;
    const passage = isWanted() ? backend.executor.passageTo(nodeId) : null;
    if (!passage || JSON.stringify(passage.nodes) !== nodes) return 'stopped';
    let paused = this.now();
    const goesOn = async () => {
      if (this.now() - paused > searchMilliseconds) {
        await this.pause();
        paused = this.now();
      }
      return isWanted();
    };
    const found = await this.exciter.find(passage, { photos, perMap }, goesOn, (done, of) =>
      this.post({ type: 'exciting', requestId, done, of }),
    );
    return found ?? 'stopped';
  }
}
