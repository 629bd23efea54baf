/**
 * A text of the page stands alone in its element. React then writes it by the element, whatever a
 * browser's translator has put there; a text beside others it would look for by its own node.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { parseSync } from 'vite';

const folder = fileURLToPath(new URL('../../src/ui/', import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.tsx'),
);

/** As much as is needed of what the parser gives. */
interface Syntax {
  type: string;
  start: number;
  [key: string]: unknown;
}

function isSyntax(value: unknown): value is Syntax {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function all(value: unknown): Syntax[] {
  if (Array.isArray(value)) return value.flatMap(all);
  if (!isSyntax(value)) return [];
  return [value, ...Object.values(value).flatMap(all)];
}

/** Methods that give lists of elements. */
const listing = new Set(['map', 'flatMap', 'from']);

/** Whether a child, in one case at least, is certainly a text. */
function isText(child: Syntax): boolean {
  switch (child.type) {
    case 'JSXText':
      return !/^\s*\n\s*$/.test(String(child['value']));
    case 'JSXExpressionContainer':
      return isSyntax(child['expression']) && isText(child['expression']);
    case 'ConditionalExpression':
      return [child['consequent'], child['alternate']].some(
        (each) => isSyntax(each) && isText(each),
      );
    case 'LogicalExpression':
      return isSyntax(child['right']) && isText(child['right']);
    case 'Literal':
      return ['string', 'number'].includes(typeof child['value']);
    case 'TemplateLiteral':
    case 'BinaryExpression':
    case 'MemberExpression':
      return true;
    case 'CallExpression': {
      const { callee } = child as { callee?: { property?: { name?: string } } };
      return !listing.has(callee?.property?.name ?? '');
    }
    default:
      return false;
  }
}

function isBlank(child: Syntax): boolean {
  if (child.type === 'JSXText') return !isText(child);
  const { expression } = child;
  return isSyntax(expression) && expression.type === 'JSXEmptyExpression';
}

/** Lines of a file where a text has others beside it. */
function crowded(file: string, source: string): string[] {
  const { program } = parseSync(file, source);
  return all(program)
    .filter(({ type }) => type === 'JSXElement' || type === 'JSXFragment')
    .filter((element) => {
      const children = (element['children'] as Syntax[]).filter((child) => !isBlank(child));
      const isAlone = children.length === 1 && element.type === 'JSXElement';
      return !isAlone && children.some(isText);
    })
    .map(({ start }) => `${file}:${source.slice(0, start).split('\n').length}`);
}

it('finds texts with others beside them', () => {
  const source = (inside: string) => `const a = ${inside};`;
  const wrong = ['<p>a{b}</p>', '<p><i />{t(`b`)}</p>', '<p>{a && `b`}<i /></p>', '<>{t(a)}</>'];
  const right = ['<p>a</p>', '<p>{t(a)}</p>', '<p><i />{a.map(b)}</p>', '<p>\n<i />\n<b />\n</p>'];
  expect(wrong.map((each) => crowded('a.tsx', source(each)).length)).toEqual([1, 1, 1, 1]);
  expect(right.map((each) => crowded('a.tsx', source(each)).length)).toEqual([0, 0, 0, 0]);
});

it('there are none', () => {
  expect(files.length).toBeGreaterThan(50);
  expect(files.flatMap((file) => crowded(file, readFileSync(folder + file, 'utf8')))).toEqual([]);
});
