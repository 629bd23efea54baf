/** Links on their way: what cuts and changes them is told, what can be undone is undone. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chain } from '../../src/network/graph';
import { decodeLink, defaultView, encodeLink, type SharedState } from '../../src/network/link';
import { readLink, withCheck } from '../../src/network/linkCheck';
import { drawingId, type Drawing } from '../../src/photo/drawing';
import { madeSource } from '../../src/photo/made';
import { presets } from '../../src/presets';

const photos = ['chelsea', 'coffee', 'astronaut', 'rocket'];

function decode(fragment: string): { state: SharedState } | { part: string } {
  const decoded = decodeLink(fragment, presets, photos, (id) => madeSource(id) !== undefined);
  return decoded.ok ? { state: decoded.state } : { part: String(decoded.problem.values?.['part']) };
}

const read = (fragment: string) => readLink(fragment, decode);
const linkOf = (state: SharedState) => withCheck(encodeLink(state, presets));

const layers: SharedState = {
  network: chain([
    ['input', { longestSide: 64 }],
    ['conv2d', { filters: 12, padding: 'same', constant: -0.25 }],
    ['flatten'],
    ['dense', { units: 10 }],
  ]),
  photo: 'coffee',
  view: { ...defaultView, playhead: 2.375, selectedMap: 3, colourMap: 'grey' },
};

/** A drawing of so many points: two characters each in the link. */
function drawn(points: number): SharedState {
  const way = Array.from({ length: points }, (_, step) => ({
    x: 100 + (step % 23),
    y: 20 + Math.floor(step / 29),
  }));
  const strokes: Drawing = [{ pen: 1, points: way }];
  return { ...layers, photo: drawingId(strokes) };
}

describe('a link with its check', () => {
  test('begins with it, and opens what it was made of', () => {
    const link = linkOf(layers);
    expect(link).toMatch(/^k=[0-9A-Za-z]{7,9}&layers=i~l64_c~f12/);
    expect(read(link)).toEqual({ is: 'whole', state: layers });
    expect(read(`#${link}`)).toEqual({ is: 'whole', state: layers });
    expect(withCheck('')).toBe('');
  });

  test('goes on to mean the same: links lie about for years', () => {
    expect(withCheck('net=exp9&photo=chelsea&at=2')).toBe('k=24dbTWR&net=exp9&photo=chelsea&at=2');
  });

  test('is opened by pages that know of no check', () => {
    const link = withCheck('net=exp9&photo=chelsea&at=2');
    expect(decode(link)).toEqual(decode('net=exp9&photo=chelsea&at=2'));
  });

  test('says, wherever it is cut, how much of it came', () => {
    const link = linkOf(layers);
    const front = link.indexOf('&') + 1;
    for (let length = 1; length < link.length; length++) {
      const result = read(link.slice(0, length));
      if (length < front) {
        expect(result, link.slice(0, length)).toMatchObject({ is: 'damaged', had: null });
      } else {
        const came = length - front;
        expect(result).toMatchObject({ is: 'damaged', came, had: link.length - front });
      }
    }
  });

  test('of a long drawing, cut at 4,000 characters, is not another drawing', () => {
    const link = linkOf(drawn(5900));
    expect(link.length).toBeGreaterThan(11_000);
    const result = read(link.slice(0, 4000));
    expect(result).toMatchObject({ is: 'damaged' });
    // What is left of it can be opened by whoever wants to.
    expect(result.is === 'damaged' && result.state?.photo).toMatch(/^d\.1/);
    expect(read(link)).toEqual({ is: 'whole', state: drawn(5900) });
  });

  test.each([
    ['f12', 'f1'],
    ['u10', 'u1'],
    ['coffee', 'rocket'],
    ['at=2.375', 'at=2.37'],
    ['l64', 'l46'],
    ['&map=3', ''],
  ])('in which %s became "%s" is told', (was, is) => {
    const link = withCheck(encodeLink(layers, []).replace('~u10', '') + '~u10');
    expect(link).toContain(was);
    expect(read(link.replace(was, is))).toMatchObject({ is: 'damaged' });
  });

  test('no small change goes unnoticed', () => {
    const link = linkOf(layers);
    fc.assert(
      fc.property(
        fc.nat(link.length - 1),
        fc.nat(3),
        fc.stringMatching(/^[A-Za-z0-9~_.&=-]{0,4}$/),
        (at, cut, put) => {
          const changed = link.slice(0, at) + put + link.slice(at + cut);
          fc.pre(changed !== link && !changed.startsWith(link));
          const result = read(changed);
          // Where the name of its check is lost it is a link without one, and all the rest is there.
          if (!changed.startsWith('k=') && result.is === 'whole') {
            expect(result.state).toEqual(layers);
          } else expect(result.is).not.toBe('whole');
        },
      ),
      { numRuns: 500 },
    );
  });
});

/** What happens to links on their way, and is undone. */
const journeys: readonly (readonly [string, (link: string) => string])[] = [
  ['a full stop behind', (link) => `${link}.`],
  ['a comma behind', (link) => `${link},`],
  ['a bracket behind', (link) => `${link})`],
  ['Markdown around', (link) => `${link}](https://example.org)`],
  ['an angle bracket behind', (link) => `${link}>`],
  ['quotes behind', (link) => `${link}"'”’`],
  ['a Chinese full stop and words behind', (link) => `${link}。看这个`],
  ['a Chinese bracket behind, escaped', (link) => `${link}%EF%BC%89`],
  ['the sentence behind', (link) => `${link},%20look`],
  ['a tracker behind', (link) => `${link}&utm_source=chat&fbclid=Iw2x`],
  ['letters behind', (link) => `${link}and`],
  ['tildes escaped', (link) => link.replaceAll('~', '%7E')],
  ['everything escaped', (link) => encodeURIComponent(link).replaceAll('~', '%7e')],
  ['everything escaped twice', (link) => encodeURIComponent(encodeURIComponent(link))],
  ['HTML', (link) => link.replaceAll('&', '&amp;')],
  ['HTML in HTML', (link) => link.replaceAll('&', '&amp;amp;')],
  ['HTML by numbers', (link) => link.replaceAll('&', '&#38;').replaceAll('=', '&#x3d;')],
  ['JSON', (link) => link.replaceAll('&', '\\u0026')],
  ['Markdown escapes', (link) => link.replace(/[_~.-]/g, '\\$&')],
  ['a second number sign', (link) => `#${link}`],
  ['an escaped number sign', (link) => `%23${link}`],
  ['line breaks', (link) => link.replace(/.{20}/g, '$&\n')],
  ['line breaks, escaped', (link) => link.replace(/.{20}/g, '$&%0D%0A')],
  ['a space', (link) => `${link.slice(0, 30)} ${link.slice(30)}`],
  ['invisible characters', (link) => link.replace(/.{7}/g, '$&\u200b') + '\ufeff'],
  ['soft hyphens', (link) => link.replace(/.{9}/g, '$&\u00ad')],
  ['full-width characters', (link) => link.replaceAll('&', '＆').replaceAll('=', '＝')],
  [
    'quoted-printable mail',
    (link) => link.replaceAll('=', '=3D').replace(/.{40}/g, (line) => `${line}=\r\n`),
  ],
  [
    'quoted-printable mail in one line',
    (link) => link.replaceAll('=', '=3D').replace(/.{43}/g, (line) => `${line}=`),
  ],
];

describe('on the way', () => {
  test.each(journeys)('%s is undone', (_, travel) => {
    for (const state of [layers, drawn(90), { ...layers, network: presets[0]!.network }]) {
      expect(read(travel(linkOf(state)))).toEqual({ is: 'whole', state });
    }
  });

  test('two of them are undone', () => {
    const both = fc.tuple(fc.constantFrom(...journeys), fc.constantFrom(...journeys));
    const isBehind = ([name]: (typeof journeys)[number]) => / behind|around/.test(name);
    fc.assert(
      fc.property(both, ([first, second]) => {
        fc.pre(isBehind(first) !== isBehind(second));
        const [inside, around] = isBehind(first) ? [second, first] : [first, second];
        fc.pre(!around[0].includes('mail'));
        expect(read(around[1](inside[1](linkOf(layers))))).toEqual({ is: 'whole', state: layers });
      }),
      { numRuns: 200 },
    );
  });
});

/** Addresses that earlier versions wrote, which lie in lessons and mails. */
const older = [
  'net=lenet&photo=chelsea',
  'net=exp9&photo=chelsea&at=2',
  'net=exp13&photo=coffee&at=4.92&map=2&colours=grey&scope=map&range=exact',
  'net=exp1&map=1&large=1',
  'net=exp1&rgb=1',
  'net=lenet5&photo=chelsea&at=2.37',
  'net=googlenet&photo=chelsea&overview=1&fold=0.3',
  'net=photos&photo=chelsea&weights=random',
  'net=lenet&photo=chelsea&at=1.65432150&cell=1',
  'net=toy&photo=m5x5.1110001110001110011001100&at=1',
  'net=digits&photo=d.1221Qe8e9f7',
  'layers=i_c~f12~p.same_r_mp&photo=chelsea',
  'layers=i_c~f12~p.same~b0~c-0.25~h0sobelX~h3gabor-22.5&photo=chelsea&at=0.123&rgb=1',
  'layers=i_c~e0mb-0.25~e2y0x1v0.5y1x0v-1v0n2k2y0x0v1e-7~e3G77d8~so3&photo=chelsea',
  'layers=i_c_r_c~1_cat~2~3&photo=rocket',
  'layers=i_fl_de~u4096&photo=chelsea',
];

describe('a link without a check', () => {
  test.each(older)('%s opens as it did', (link) => {
    const decoded = decode(link);
    expect('state' in decoded).toBe(true);
    expect(read(link)).toEqual({ is: 'whole', ...decoded });
  });

  const harmless = journeys.filter(([name]) => !/tracker|letters|sentence/.test(name));
  test.each(harmless)('%s is undone', (_, travel) => {
    for (const link of older) {
      expect(read(travel(link)), link).toEqual({ is: 'whole', ...decode(link) });
    }
  });

  test.each(['garbage', 'net=nothing', 'layers=i_c~f9999', 'at=-1', 'net=%E0%A4%A'])(
    '%s is broken',
    (link) => {
      expect(read(link)).toEqual({ is: 'broken', ...decode(link) });
    },
  );

  test('no text makes reading throw', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^k=[0-9A-Za-z%&=_~.;#-]*$/),
    );
    fc.assert(
      fc.property(text, (fragment) => {
        expect(read(fragment)).toHaveProperty('is');
      }),
      { numRuns: 500 },
    );
  });
});
