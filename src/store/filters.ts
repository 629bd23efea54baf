/** What is done by hand to one filter of a layer, each one undoable step. */
import {
  boundedWeight,
  changeOf,
  withChange,
  withNumbers,
  type FilterChange,
  type FrozenDraw,
} from '../layers/filterChanges';
import { trainedPart } from '../layers/trainedLayers';
import { nodeOf, type NodeId } from '../network/graph';
import { changeSettings } from './network';
import { store } from './store';

type Changes = Omit<FilterChange, 'filter'>;

function change(id: NodeId, filter: number, next: (present: Changes) => Changes): void {
  const changes = changesOf(id);
  changeSettings(id, {
    filterChanges: withChange(changes, filter, next(changeOf(changes, filter))),
  });
}

function changesOf(id: NodeId): readonly FilterChange[] {
  const { settings } = nodeOf(store.getState().network, id);
  return settings['filterChanges'] as readonly FilterChange[];
}

/** Puts one number into some cells of a filter's kernel. */
export function setNumbers(
  id: NodeId,
  filter: number,
  channel: number,
  cells: readonly { row: number; column: number }[],
  value: number,
): void {
  const { numbers = [] } = changeOf(changesOf(id), filter);
  const bounded = boundedWeight(value);
  const added = cells
    .map(({ row, column }) => ({ channel, row, column, value: bounded }))
    .filter((number) => !numbers.some((present) => isSame(present, number)));
  if (added.length === 0) return;
  change(id, filter, (present) => ({ ...present, numbers: withNumbers(numbers, added) }));
}

function isSame<Flat extends object>(a: Flat, b: Flat): boolean {
  return Object.entries(a).every(([key, value]) => b[key as keyof Flat] === value);
}

export function setFilterBias(id: NodeId, filter: number, bias: number): void {
  change(id, filter, (present) => ({ ...present, bias: boundedWeight(bias) }));
}

/** Gives a filter the numbers and the bias back that it has without anyone's hand. */
export function takeBackEdits(id: NodeId, filter: number): void {
  change(id, filter, ({ muted, frozen }) => ({
    ...(muted && { muted }),
    ...(frozen && { frozen }),
  }));
}

export function toggleMuted(id: NodeId, filter: number): void {
  change(id, filter, ({ muted, ...others }) => (muted ? others : { ...others, muted: true }));
}

/** The one filter that gives anything at all; the same again lets all others be heard. */
export function toggleSolo(id: NodeId, filter: number): void {
  const { settings } = nodeOf(store.getState().network, id);
  changeSettings(id, { solo: settings['solo'] === filter ? -1 : filter });
}

/** A frozen filter goes on to be drawn as it is now, whatever the others are drawn by. */
export function toggleFrozen(id: NodeId, filter: number): void {
  const { settings } = nodeOf(store.getState().network, id);
  const { initializer, constant, seed, bias } = settings as unknown as FrozenDraw;
  const trained = trainedPart(settings['trained'])
    ? { trained: settings['trained'] as string }
    : {};
  const drawnFor = Number(settings['drawnFor'] || settings['filters']);
  change(id, filter, ({ frozen, ...others }) =>
    frozen
      ? others
      : { ...others, frozen: { initializer, constant, seed, bias, drawnFor, ...trained } },
  );
}
