import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

type Tree = { [key: string]: string | Tree };

const source = join(import.meta.dirname, '../../../ui/src');
const read = (language: string) => flatten(JSON.parse(readFileSync(join(source, 'locales', `${language}.json`), 'utf8')) as Tree);
const english = read('en');
const danish = read('da');

describe('the languages of the pages', () => {
  test('have the same keys', () => {
    expect([...danish.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test('fill the same blanks', () => {
    const blanks = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

    const different = [...english].filter(([key, text]) => String(blanks(text)) !== String(blanks(danish.get(key) ?? '')));

    expect(different).toEqual([]);
  });

  test('leave no text empty', () => {
    const empty = [...english, ...danish].filter(([, text]) => text.trim() === '');

    expect(empty).toEqual([]);
  });

  test('have every key the pages ask for', () => {
    const asked = sourceFiles(source).flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\bt\('([\w.-]+)'/g)].map(([, key]) => key ?? ''),
    );

    const missing = asked.filter((key) => !english.has(key) && !english.has(`${key}_other`));

    expect(asked.length).toBeGreaterThan(100);
    expect(missing).toEqual([]);
  });
});

function flatten(tree: Tree, prefix = ''): Map<string, string> {
  const entries = Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : [...flatten(value, `${prefix}${key}.`)],
  );
  return new Map(entries);
}

function sourceFiles(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(directory, name));
}
