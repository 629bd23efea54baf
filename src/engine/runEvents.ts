/** What a run is asked for, and what it tells and asks while it goes on. */
import type { Network, NodeId } from '../network/graph';
import type { IdentifiedPhoto } from './nodeValues';
import type { PhotoPixels } from './protocol';
import type { TellEvents, TellRequest } from './telling';

export interface RunRequest extends TellRequest {
  network: Network;
  photo: IdentifiedPhoto;
  /** The gesture that the run is a moment of; null where it is none, as when absent. */
  gesture?: number | null;
}

/** What a run tells while it goes on. */
export interface RunEvents extends TellEvents {
  prepared(key: string, photo: PhotoPixels): void;
  /** A node's value is there. */
  made(id: NodeId): void;
  /** All values are there, and what is on screen was told of; the rest follows. */
  madeAll(): void;
  /** Asked between layers; true ends the run. */
  isStale(): boolean;
}

/** A run to its end that nobody listens to. */
export const unheard: RunEvents = {
  prepared: () => {},
  node: () => {},
  made: () => {},
  madeAll: () => {},
  isStale: () => false,
  isReplaced: () => false,
  isInSight: () => true,
  pause: () => Promise.resolve(),
};
