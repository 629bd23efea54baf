import { describe, expect, it } from 'vitest';
import { sniff } from '../../src/photo/sniff';
import { svgAtSize, svgSize, textOf } from '../../src/photo/svg';
import { findSvgRoot, isSvgComplete } from '../../src/photo/svgRoot';

const root = (text: string) => {
  const found = findSvgRoot(text);
  if (found === null) throw new Error('no root');
  return found;
};

describe('an SVG document', () => {
  it.each([
    ['<svg/>', true],
    ['<svg width="1">', true],
    ['  \n<svg:svg xmlns:svg="x"></svg:svg>', true],
    ['<?xml version="1.0"?><!-- a > b --><svg></svg>', true],
    ['<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "a.dtd"><svg></svg>', true],
    ['<!DOCTYPE svg [<!ENTITY ns "http://x/[>]">]>\n<svg a="&ns;"></svg>', true],
    ['<!doctype html><svg></svg>', false],
    ['<html><svg></svg></html>', false],
    ['<svgs/>', false],
    ['a <svg/>', false],
    ['<!-- <svg/> -->', false],
  ])('%s: %s', (text, expected) => {
    expect(findSvgRoot(text) !== null).toBe(expected);
  });

  it.each([
    ['<svg><g/></svg>', true],
    ['<svg a=">"/>', true],
    ['<svg></svg >\n<!-- made by hand -->\n', true],
    ['<svg><g>', false],
    ['<svg width="1', false],
    ['<svg><svg></svg><g', false],
    ['<svg><path d="M0 0"/></sv', false],
  ])('is whole or not: %s', (text, expected) => {
    expect(isSvgComplete(text, root(text))).toBe(expected);
  });

  it.each([
    '<svg ' + 'a'.repeat(1e6),
    '<svg ' + '"'.repeat(1e6),
    '<!--'.repeat(1e5),
    '<!DOCTYPE svg ' + '[]'.repeat(1e6),
    '<svg>' + '</svg><!--'.repeat(1e5),
    '<svg>' + ('</svg' + ' '.repeat(1000)).repeat(1000),
    '<svg>' + '<!-- -->'.repeat(1e5) + '</svg>' + '<?a ?>\n'.repeat(1e5),
    '<svg ' + ' width = '.repeat(1e5) + '>',
  ])('is judged before the test runs out of time, however odd', (text) => {
    const found = findSvgRoot(text);
    const isWhole = found !== null && isSvgComplete(text, found);
    expect(isWhole).toBe(text.trimEnd().endsWith('<?a ?>'));
    const size = found === null ? null : svgSize(text.slice(found.start, found.end ?? undefined));
    if (size !== null) expect(size).toEqual({ width: 512, height: 512 });
  });

  it('is read by its byte order mark or its declared encoding', () => {
    const utf16 = new Uint8Array(
      new Uint16Array(Array.from('\ufeff<svg/>', (c) => c.charCodeAt(0))).buffer,
    );
    expect(sniff(utf16).type).toBe('svg');
    const latin = Uint8Array.from(
      '<?xml version="1.0" encoding="iso-8859-1"?><svg>\xe9</svg>',
      (c) => c.charCodeAt(0),
    );
    expect(textOf(latin)).toContain('é');
  });
});

describe('the size of an SVG', () => {
  it.each([
    ['<svg width="40" height="30">', 40, 30],
    ["<svg width='40px' height='30.4'>", 40, 30],
    ['<svg width="1in" height="2.54cm">', 96, 96],
    ['<svg width="40" viewBox="0 0 200 100">', 40, 20],
    ['<svg height="40" viewBox="0,0,200,100">', 80, 40],
    ['<svg width="100%" height="100%" viewBox="0 0 24 12">', 512, 256],
    ['<svg viewBox="-5 -5  1000 500">', 1000, 500],
    ['<svg width="0" height="0" viewBox="0 0 1024 512">', 1024, 512],
    ['<svg>', 512, 512],
    ['<svg stroke-width="3" viewBox="0 0 0 0">', 512, 512],
    ['<svg width="1e400" height="1e400">', 512, 512],
    ['<svg width="1e400" height="1e400" viewBox="0 0 24 12">', 512, 256],
    ['<svg width="1e9" height="1e9">', 1e9, 1e9],
    ['<svg viewBox="0 0 NaN Infinity">', 512, 512],
    ['<svg viewBox="0 0 1e400 1">', 512, 512],
    ['<svg viewBox="0 0 1e9 1e9">', 8192, 8192],
    ['<svg viewBox="0 0 1e-9 1e9">', 1, 8192],
    ['<svg width="300" viewBox="0 0 1e-9 1e9">', 1, 8192],
  ])('%s is %i×%i', (tag, width, height) => {
    expect(svgSize(tag)).toEqual({ width, height });
  });

  it('can be another: the drawing is scaled, not its frame', () => {
    const text = '<?xml version="1.0" encoding="utf-16"?>\n<svg width="40" height="30"><g/></svg>';
    expect(svgAtSize(text, root(text), { width: 80, height: 60 })).toBe(
      '\n<svg width="80" height="60" viewBox="0 0 40 30" xmlns="http://www.w3.org/2000/svg"><g/></svg>',
    );
    const boxed = '<svg xmlns="a" stroke-width="2" viewBox="0 0 4 3" height = "3"/>';
    expect(svgAtSize(boxed, root(boxed), { width: 8, height: 6 })).toBe(
      '<svg width="8" height="6" xmlns="a" stroke-width="2" viewBox="0 0 4 3"/>',
    );
  });
});
