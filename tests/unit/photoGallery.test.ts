import { readFile, stat } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { gallery, galleryUrl, isGalleryId } from '../../src/photo/gallery';
import { holdsFiles, isForField, pickFile } from '../../src/photo/incoming';
import { PhotoProblem } from '../../src/photo/photo';

describe.each(gallery)('$id', (entry) => {
  it('is there, in the size that is told', async () => {
    const { width, height } = await sharp(`public/${entry.file}`).metadata();
    expect({ width, height }).toEqual({ width: entry.width, height: entry.height });
  });

  it('has a small thumbnail', async () => {
    const { width, height } = await sharp(`public/${entry.thumbnail}`).metadata();
    expect({ width, height }).toEqual({ width: 96, height: 96 });
    expect((await stat(`public/${entry.thumbnail}`)).size).toBeLessThanOrEqual(4096);
  });

  it('has its source and terms written down', async () => {
    const sources = await readFile('public/photos/SOURCES.md', 'utf8');
    const row = sources
      .split('\n')
      .find((line) => line.includes(entry.file.replace('photos/', '')));
    expect(row).toContain(entry.terms);
    expect(row).toContain(`${entry.width}×${entry.height}`);
  });
});

describe('the gallery', () => {
  it('begins with Chelsea and knows its own names', () => {
    expect(gallery[0].id).toBe('chelsea');
    expect(isGalleryId('rocket')).toBe(true);
    expect(isGalleryId('dog')).toBe(false);
    expect(galleryUrl('photos/a.webp')).toMatch(/^\.?\/photos\/a\.webp$/);
  });
});

/** As much of a DataTransfer as is looked at. */
function transferOf(files: File[], types: string[]): DataTransfer {
  return { files, items: [], types } as unknown as DataTransfer;
}

describe('what comes in', () => {
  const text = new File(['a'], 'a.txt', { type: 'text/plain' });
  const image = new File(['b'], 'b.png', { type: 'image/png' });

  it('is the first image, or else the first file', () => {
    expect(pickFile(transferOf([text, image], ['Files']), 'dropped')).toBe(image);
    expect(pickFile(transferOf([text], ['Files']), 'chosen')).toBe(text);
  });

  it('is the field’s that has the focus, but for a picture alone', () => {
    const spreadsheetCell = ['text/plain', 'text/html', 'text/rtf', 'Files'];
    expect(isForField(transferOf([image], spreadsheetCell))).toBe(true);
    expect(isForField(transferOf([], ['text/plain']))).toBe(true);
    expect(isForField(transferOf([], ['text/html']))).toBe(true);
    expect(isForField(transferOf([image], ['text/html', 'Files']))).toBe(false);
    expect(isForField(transferOf([image], ['Files']))).toBe(false);
  });

  it.each([
    ['dropped', 'photoNothingDropped'],
    ['pasted', 'photoNothingPasted'],
    ['chosen', 'photoNothingChosen'],
  ] as const)('is told where nothing was %s', (way, code) => {
    const link = transferOf([], ['text/uri-list']);
    expect(() => pickFile(link, way)).toThrow(new PhotoProblem(code));
    expect(() => pickFile(null, way)).toThrow(code);
    expect(holdsFiles(link)).toBe(false);
    expect(holdsFiles(transferOf([image], ['Files']))).toBe(true);
  });
});
