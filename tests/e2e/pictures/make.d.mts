export type Rgb = readonly number[];

/** What should become of a picture: a photo or a problem. */
export type Expected =
  | { width: number; height: number; corners: readonly Rgb[] | null; tolerance: number }
  | { problem: string };

export interface TestPicture {
  name: string;
  path: string;
  expected: Expected;
}

export const cornerColours: readonly Rgb[];
export function sceneRows(width: number, height: number): Buffer;
export function makePictures(folder: string): Promise<TestPicture[]>;
