import { projectFiles, read } from './pages.js';

/** What the program can say, line ends and quotes taken out of the way. */
const source = projectFiles()
  .filter((path) => /^(src|scripts)\/.*\.(ts|mjs)$/.test(path))
  .map(read)
  .join('\n')
  .replaceAll(/'\s*\+\s*'/g, '');

/** The sentences a page quotes in the first column of its tables, cut where the page leaves something out. */
function quoted(page: string): string[] {
  const firstCells = read(page)
    .split('\n')
    .flatMap((line) => (line.startsWith('|') ? [line.split('|')[1]!] : []));
  return firstCells.flatMap((cell) => [...cell.matchAll(/"([^"]+)"/g)].map((match) => match[1]!));
}

const parts = (sentence: string): string[] =>
  sentence
    .split('…')
    .map((part) => part.trim().replace(/^\./, '').trim())
    .filter((part) => part.length > 8);

test.each(['docs/troubleshooting.md', 'docs/operate.md'])('%s quotes the program', (page) => {
  const sentences = quoted(page);
  const invented = sentences.filter((sentence) => !parts(sentence).every((part) => source.includes(part)));

  expect(sentences.length).toBeGreaterThan(4);
  expect(invented).toEqual([]);
});

test('every metric the page names is one the program has', () => {
  const named = [...read('docs/operate.md').matchAll(/`(bookledger_\w+)/g)].map((match) => match[1]!);
  const real = [...source.matchAll(/'(bookledger_(?!user)\w+)'/g)].map((match) => match[1]!);

  expect([...new Set(named)].toSorted()).toEqual([...new Set(real)].toSorted());
});
