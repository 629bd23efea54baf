/** What an SVG may ask for, by what is known before it is drawn. */
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PhotoProblem } from '../../src/photo/photo';
import { inSteps } from '../../src/photo/steps';
import { textOf } from '../../src/photo/svg';
import { writeOutEntities } from '../../src/photo/svgEntities';
import { limitSvg } from '../../src/photo/svgLimits';
import { findSvgRoot } from '../../src/photo/svgRoot';

const writtenOut = (text: string) => {
  const root = findSvgRoot(text);
  if (root === null) throw new Error('no root');
  return writeOutEntities(text, root);
};

/** The problem of a drawing; null where it may be drawn. */
function problemOf(text: string): string | null {
  try {
    limitSvg(writtenOut(text));
    return null;
  } catch (error) {
    if (error instanceof PhotoProblem) return error.problem.code;
    throw error;
  }
}

const svg = (content: string) => `<svg xmlns="http://www.w3.org/2000/svg">${content}</svg>`;
const withType = (declarations: string, content: string) =>
  `<?xml version="1.0"?><!DOCTYPE svg [${declarations}]>${svg(content)}`;

describe('files from the field', () => {
  it.each([
    ['05-svg-billion-laughs.svg', 'svgEntities'],
    ['05-svg-quadratic-entity.svg', 'svgEntities'],
    ['05-svg-use-bomb.svg', 'svgElements'],
    ['05-svg-use-bomb-small.svg', 'svgElements'],
    ['05-svg-css-import.svg', null],
    ['05-svg-entity-external.svg', null],
    ['05-svg-external-image.svg', null],
    // What filters cost is found in steps, as it is drawn.
    ['05-svg-filter-bomb.svg', null],
    ['05-svg-foreignobject.svg', null],
    ['05-svg-script.svg', null],
    ['05-svg-self-data-animate.svg', null],
    ['05-svg-utf16.svg', null],
  ])('%s: %s', async (name, problem) => {
    const file = new URL(`../fixtures/pictures/${name}`, import.meta.url);
    expect(problemOf(textOf(new Uint8Array(await readFile(file))))).toBe(problem);
  });
});

describe('entities', () => {
  it('are written out, and the document type is gone', () => {
    const text = withType(
      '<!ENTITY ns "http://www.w3.org/1999/xlink"> <!-- <!ENTITY a "none"> --> <!ENTITY a \'<g id="b"/>\'>',
      '<g xmlns:xlink="&ns;"/>&a;&#65;&amp;<!-- &a; --><![CDATA[&a;]]>&unknown;',
    );
    expect(writtenOut(text)).toBe(
      svg(
        '<g xmlns:xlink="http://www.w3.org/1999/xlink"/><g id="b"/>&#65;&amp;' +
          '<!-- &a; --><![CDATA[&a;]]>&unknown;',
      ),
    );
  });

  it('hold others, characters by number and quotation marks', () => {
    const text = withType(
      '<!ENTITY a "x&b;y"><!ENTITY b "&#x41;&#38;lt;"><!ENTITY b "second"><!ENTITY q \'"\'>',
      '<text class="&q;">&a;</text>',
    );
    expect(writtenOut(text)).toBe(svg('<text class="&#34;">xA&lt;y</text>'));
  });

  it('of other files are empty', () => {
    const text = withType('<!ENTITY x SYSTEM "file:///etc/passwd">', '<text>[&x;]</text>');
    expect(writtenOut(text)).toBe(svg('<text>[]</text>'));
  });

  it.each([
    ['one within itself', '<!ENTITY a "&a;">', '&a;'],
    ['two within each other', '<!ENTITY a "&b;&b;"><!ENTITY b "&a;&a;">', '&a;'],
    ['a long one, often', `<!ENTITY a "${'a'.repeat(5000)}">`, '&a;'.repeat(300)],
    ['too many of them', `<!ENTITY a "${'a'.repeat(30_000)}">`, '&a;'],
  ])('are refused: %s', (_, declarations, content) => {
    expect(problemOf(withType(declarations, content))).toBe('svgEntities');
  });

  it.each([
    withType('<!ENTITY a "<rect/>">'.repeat(5), '&a;'.repeat(1e5)),
    svg('<a<a "<a '.repeat(1e5)),
    svg('&a'.repeat(1e6)),
    withType('<!--'.repeat(4000), ''),
  ])('are judged, however odd', (text) => {
    if (findSvgRoot(text) !== null)
      expect(problemOf(text) ?? 'drawn').toMatch(/^(svg\w+|photoUndecodable|drawn)$/);
  });
});

describe('the elements of a drawing', () => {
  it('are counted, and how deep they lie', () => {
    expect(problemOf(svg('<rect/>'.repeat(49_000)))).toBe(null);
    expect(problemOf(svg('<rect/>'.repeat(51_000)))).toBe('svgElements');
    expect(problemOf(svg('<g>'.repeat(400) + '</g>'.repeat(400)))).toBe(null);
    expect(problemOf(svg('<g>'.repeat(600) + '</g>'.repeat(600)))).toBe('svgElements');
  });

  it('are counted as often as they are used', () => {
    const symbols = (count: number) =>
      svg(`<g id="ä"><path/><path/></g>${'<use xlink:href="#%C3%A4"/>'.repeat(count)}`);
    expect(problemOf(symbols(9_000))).toBe(null);
    expect(problemOf(symbols(11_000))).toBe('svgElements');
    const large = (count: number) =>
      svg(`<g id="a">${'<path/>'.repeat(1000)}</g>${'<s:use href=" #a "/>'.repeat(count)}`);
    expect(problemOf(large(40))).toBe(null);
    expect(problemOf(large(60))).toBe('svgElements');
  });

  it('within themselves end', () => {
    expect(
      problemOf(svg('<g id="a"><use href="#a"/><use href="#b"/></g><use id="b" href="#a"/>')),
    ).toBe(null);
    const chain = Array.from({ length: 9000 }, (_, i) => `<use id="u${i}" href="#u${i + 1}"/>`);
    expect(problemOf(svg(chain.join('')))).toBe('svgElements');
  });

  it('hold no more text and outlines than can be drawn', () => {
    expect(problemOf(svg(`<path d="${'M0 0'.repeat(700_000)}"/>`))).toBe(null);
    expect(problemOf(svg(`<path d="${'M0 0'.repeat(800_000)}"/>`))).toBe('svgPaths');
    const path = `<path id="a" d="${'M0 0'.repeat(10_000)}"/>`;
    expect(problemOf(svg(path + '<use href="#a"/>'.repeat(100)))).toBe('svgPaths');
    expect(problemOf(svg(`<text>${'a'.repeat(4_100_000)}</text>`))).toBe('svgText');
  });
});

describe('pictures in a drawing', () => {
  const png = (width: number, height: number) => {
    const bytes = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
      'base64',
    );
    bytes.writeUInt32BE(width, 16);
    bytes.writeUInt32BE(height, 20);
    return `data:image/png;base64,${bytes.toString('base64')}`;
  };

  it('count by their pixels and not by their letters', () => {
    const long = `${png(10, 10)}${'A'.repeat(6_000_000)}`;
    expect(problemOf(svg(`<image href="${long}"/>`))).toBe(null);
    expect(problemOf(svg(`<image href="${png(20_000, 20_000)}"/>`))).toBe('svgPictures');
    const images = `<image href="${png(5000, 5000)}"/>`.repeat(5);
    expect(problemOf(svg(images))).toBe('svgPictures');
  });

  it('that are drawings themselves count as these', () => {
    const bomb = svg('<g/>'.repeat(60_000));
    const base64 = `data:image/svg+xml;base64,${Buffer.from(bomb).toString('base64')}`;
    const escaped = `data:image/svg+xml,${encodeURIComponent(bomb)}`;
    for (const address of [base64, escaped, base64.replace('image', 'ima&#10;ge')]) {
      expect(problemOf(svg(`<image href="${address}"/>`))).toBe('svgElements');
    }
    expect(problemOf(svg(`<style>p { background: url("${escaped}") }</style>`))).toBe(
      'svgElements',
    );
    let nested = svg('');
    for (let i = 0; i < 5; i++) {
      nested = svg(`<image href="data:image/svg+xml,${encodeURIComponent(nested)}"/>`);
    }
    expect(problemOf(nested)).toBe('svgPictures');
  });
});

it('some verdict there is on any text', () => {
  const piece = fc.constantFrom(
    '<g>',
    '</g>',
    '<use href="#a"/>',
    ' id="a"',
    '&b;',
    '"',
    '<',
    '>',
    ']]>',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      expect(problemOf(withType('<!ENTITY b "<g/>&#60;">', pieces.join('')))).toBe(null);
    }),
  );
});

describe('drawing in steps', () => {
  /** A drawing that takes so long once and so long for its whole area, by a clock of its own. */
  function draw(once: number, whole: number) {
    let time = 0;
    const scales: number[] = [];
    const isDrawn = inSteps(
      (scale) => {
        scales.push(scale);
        time += (scales.length === 1 ? once : 0) + 20 + whole * scale ** 2;
      },
      () => time,
    );
    return { isDrawn, scales };
  }

  it('goes on to the whole where that takes no more than two seconds', () => {
    expect(draw(0, 0)).toEqual({ isDrawn: true, scales: [1 / 64, 1 / 16, 1 / 4, 1] });
    expect(draw(2000, 1900).isDrawn).toBe(true);
  });

  it('is not begun where it would take longer', () => {
    expect(draw(0, 6000)).toEqual({ isDrawn: false, scales: [1 / 64, 1 / 16, 1 / 4] });
    expect(draw(0, 80_000)).toEqual({ isDrawn: false, scales: [1 / 64, 1 / 16] });
  });
});
