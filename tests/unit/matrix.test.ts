/** The matrix that stands in for a photo: its id, its pixels, its size, and its place in a link. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeLink, defaultView, encodeLink } from '../../src/network/link';
import {
  isMatrixId,
  longestMatrixSide,
  matrixId,
  matrixOfId,
  matrixPhoto,
  resizedMatrix,
  withMatrixValue,
  type Matrix,
} from '../../src/photo/matrix';
import {
  articleMatrix,
  cross,
  randomDigits,
  verticalEdge,
  zeros,
} from '../../src/photo/matrixExamples';
import { prepare } from '../../src/photo/resample';
import { presetOf, presets } from '../../src/presets';

const galleryIds = ['chelsea', 'coffee'];
const side = fc.integer({ min: 1, max: longestMatrixSide });
const anyMatrix: fc.Arbitrary<Matrix> = fc
  .tuple(side, side, fc.constantFrom(1, 9, 10, 255))
  .chain(([rows, columns, most]) => {
    const length = rows * columns;
    return fc
      .array(fc.nat(most), { minLength: length, maxLength: length })
      .map((values) => ({ rows, columns, values }));
  });

const decode = (fragment: string) => decodeLink(fragment, presets, galleryIds, isMatrixId);

describe('an id', () => {
  test('holds the whole matrix, in the characters of a link', () => {
    fc.assert(
      fc.property(anyMatrix, (matrix) => {
        const id = matrixId(matrix);
        expect(matrixOfId(id)).toEqual(matrix);
        expect(id).toMatch(/^[A-Za-z0-9.]+[a-z0-9]$/);
        expect(id.length).toBeLessThanOrEqual(7 + 2 * matrix.values.length);
      }),
    );
  });

  test('is one digit a value while it can be', () => {
    expect(matrixId(articleMatrix)).toBe('m5x5.1110001110001110011001100');
    expect(matrixId({ rows: 1, columns: 3, values: [0, 10, 255] })).toBe('m1x3.000aff');
  });

  test.each([
    '',
    'm',
    'm5x5',
    'm5x5.',
    'm5x5.111',
    'm0x5.',
    'm2x0.1',
    'm13x1.1111111111111',
    'm1x99.1',
    'm1x2.1g',
    'm1x2.1-',
    'm1x2.12 ',
    'm1x2.1 2',
    'm01x2.12',
    // Longer than need be, or in letters that it is not written in.
    'm1x2.0102',
    'm1x2.0AFF',
    'm1x2.ab',
    'M1x2.12',
    'xm1x2.12',
    'm1x2.12\n',
  ])('is not %j', (text) => {
    expect(isMatrixId(text)).toBe(false);
  });

  test('any text is an id or is none', () => {
    const near = fc.stringMatching(/^m\d{1,2}x\d{1,2}\.[0-9a-g]{0,8}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), near), (text) => {
        const matrix = matrixOfId(text);
        if (matrix) expect(matrixId(matrix)).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('its pixels', () => {
  test('are its numbers, grey, and neither enlarged nor made smaller', () => {
    fc.assert(
      fc.property(anyMatrix, (matrix) => {
        const { width, height, photo } = matrixPhoto(matrix);
        expect([height, width]).toEqual([matrix.rows, matrix.columns]);
        // The least longest side there is.
        const seen = prepare(photo, { longestSide: 32, greyscale: true, cropSquare: false });
        expect([seen.height, seen.width]).toEqual([matrix.rows, matrix.columns]);
        const pixels = Array.from({ length: matrix.values.length }, (_, cell) => [
          ...seen.data.subarray(4 * cell, 4 * cell + 4),
        ]);
        expect(pixels).toEqual(matrix.values.map((value) => [value, value, value, 255]));
      }),
    );
  });
});

describe('changes', () => {
  test('one value', () => {
    const changed = withMatrixValue(articleMatrix, 7, 200);
    expect(changed.values[7]).toBe(200);
    expect(changed.values.with(7, 1)).toEqual(articleMatrix.values);
    expect(articleMatrix.values[7]).toBe(1);
  });

  test('another size keeps what fits and fills up with zeros', () => {
    expect(resizedMatrix({ rows: 2, columns: 2, values: [1, 2, 3, 4] }, 1, 3)).toEqual({
      rows: 1,
      columns: 3,
      values: [1, 2, 0],
    });
    fc.assert(
      fc.property(anyMatrix, side, side, (matrix, rows, columns) => {
        const larger = resizedMatrix(matrix, rows + matrix.rows, columns + matrix.columns);
        expect(resizedMatrix(larger, matrix.rows, matrix.columns)).toEqual(matrix);
      }),
    );
  });

  test('examples come at every size', () => {
    expect(cross(3, 3).values).toEqual([0, 1, 0, 1, 1, 1, 0, 1, 0]);
    expect(verticalEdge(2, 4).values).toEqual([0, 0, 10, 10, 0, 0, 10, 10]);
    fc.assert(
      fc.property(side, side, (rows, columns) => {
        for (const make of [zeros, verticalEdge, cross, randomDigits]) {
          const matrix = make(rows, columns);
          expect([matrix.rows, matrix.columns]).toEqual([rows, columns]);
          expect(isMatrixId(matrixId(matrix))).toBe(true);
        }
      }),
    );
  });
});

describe('a link', () => {
  test('brings the matrix back with any network', () => {
    const networks = fc.constantFrom(...presets.map(({ network }) => network));
    fc.assert(
      fc.property(anyMatrix, networks, (matrix, network) => {
        const state = { network, photo: matrixId(matrix), view: { ...defaultView, playhead: 0 } };
        const link = encodeLink(state, presets);
        expect(link).toMatch(/^[A-Za-z0-9\-_~.&=]*[A-Za-z0-9]$/);
        expect(decode(link)).toEqual({ ok: true, state });
      }),
    );
  });

  test('to the toy brings the toy’s own matrix, the article’s', () => {
    const decoded = decode('net=toy');
    expect(decoded.ok && decoded.state.photo).toBe(matrixId(articleMatrix));
    expect(presetOf('toy').photo).toBe(matrixId(articleMatrix));
    const overCat = decode('net=toy&photo=chelsea');
    expect(overCat.ok && overCat.state.photo).toBe('chelsea');
    const other = decode('net=lenet');
    expect(other.ok && other.state.photo).toBe('chelsea');
  });

  test.each(['m5x5.1', 'm5x5', 'm13x1.0000000000000', 'm2x2.12g4', ''])(
    'with the photo %j is broken',
    (photo) => {
      expect(decode(`net=toy&photo=${photo}`)).toEqual({
        ok: false,
        problem: { code: 'brokenLink', values: { part: 'photo' } },
      });
    },
  );
});
