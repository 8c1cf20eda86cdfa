import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { markdownPages, prose, read, root } from './pages.js';

interface Link {
  page: string;
  target: string;
}

const links: Link[] = markdownPages().flatMap((page) =>
  [...prose(read(page)).matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => ({ page, target: match[1]! }))
    .filter(({ target }) => !/^[a-z]+:/.test(target)),
);

/** The anchors of a page, as GitHub makes them from its headings. */
function anchorsOf(page: string): string[] {
  return [...prose(read(page)).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\- _]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function placeOf({ page, target }: Link): { path: string; anchor: string | undefined } {
  const [file = '', anchor] = target.split('#');
  return { path: file === '' ? page : normalize(join(dirname(page), file)), anchor };
}

test('pages link to one another', () => {
  expect(links.length).toBeGreaterThan(50);
});

test('every link leads to a file or folder of the project', () => {
  const lost = links.filter((link) => !existsSync(join(root, placeOf(link).path)));

  expect(lost).toEqual([]);
});

test('every anchor is a heading of the page it leads to', () => {
  const lost = links.filter((link) => {
    const { path, anchor } = placeOf(link);
    return anchor !== undefined && existsSync(join(root, path)) && !anchorsOf(path).includes(anchor);
  });

  expect(lost).toEqual([]);
});

test('every decision record is in the index', () => {
  const records = markdownPages()
    .filter((page) => /^docs\/decisions\/\d/.test(page))
    .map((page) => page.split('/').at(-1)!);
  const listed = [...read('docs/decisions/README.md').matchAll(/\]\((\d[^)]+)\)/g)].map((match) => match[1]!);

  expect(listed.toSorted()).toEqual(records.toSorted());
});
