/** What comes in by the file button, a drop or a paste → the file to read. */
import { PhotoProblem } from './photo';

/** How something came in; decides which sentence is shown where it brings no file. */
export type IncomingWay = 'chosen' | 'dropped' | 'pasted';

const nothing = {
  chosen: 'photoNothingChosen',
  dropped: 'photoNothingDropped',
  pasted: 'photoNothingPasted',
} as const satisfies Record<IncomingWay, string>;

/**
 * The first file that calls itself an image, or else the first file: what it really is, its content
 * decides. Throws `photoNothingDropped` and the like where there is none (a link, a text).
 */
export function pickFile(source: DataTransfer | FileList | null, way: IncomingWay): File {
  const files = filesOf(source);
  const file = files.find(({ type }) => type.startsWith('image/')) ?? files[0];
  if (file === undefined) throw new PhotoProblem(nothing[way]);
  return file;
}

/** Whether what is dragged over the page holds files; while dragging they cannot be looked at. */
export function holdsFiles(transfer: DataTransfer | null): boolean {
  return transfer !== null && [...transfer.types].includes('Files');
}

/**
 * Whether what is pasted while a text field has the focus is the field's: a spreadsheet's cell
 * brings a picture of itself beside its text. A picture alone is of no use to a field.
 */
export function isForField(transfer: DataTransfer | null): boolean {
  return !holdsFiles(transfer) || (transfer?.types.includes('text/plain') ?? false);
}

function filesOf(source: DataTransfer | FileList | null): File[] {
  if (source === null) return [];
  if (!('items' in source)) return [...source];
  const files = [...source.files];
  if (files.length > 0) return files;
  return [...source.items].flatMap((item) => item.getAsFile() ?? []);
}
