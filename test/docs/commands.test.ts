import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { markdownPages, read, root } from './pages.js';

const program = join(root, 'dist/src/cli.js');

/** The commands `--help` lists, `help` itself left out. */
function commandsOf(...words: string[]): string[] {
  const help = execFileSync(process.execPath, [program, ...words, '--help'], { encoding: 'utf8' });
  const list = help.slice(help.indexOf('Commands:'));
  return [...list.matchAll(/^ {2}([a-z]+)/gm)].map((match) => match[1]!).filter((name) => name !== 'help');
}

const page = read('docs/cli.md');
const commands = commandsOf();

test('the page has a section for every command, in the order of --help', () => {
  const sections = [...page.matchAll(/^## bookledger (\w+)$/gm)].map((match) => match[1]!);

  expect(sections).toEqual(commands);
});

test('the page names every command for templates', () => {
  const section = page.slice(page.indexOf('## bookledger templates'), page.indexOf('## bookledger migrate'));

  expect(commandsOf('templates').filter((name) => !section.includes(`\`${name}`))).toEqual([]);
});

test('the page names every word of the sandbox', () => {
  const sandbox = read('docs/sandbox.md');

  expect(commandsOf('sandbox').filter((name) => !sandbox.includes(`| \`${name}\``))).toEqual([]);
});

test('every option the page names exists, and every option of the program is named', () => {
  const source = ['src/cli.ts', 'src/cli/session.ts'].map(read).join('\n');
  const real = new Set([...source.matchAll(/'(?:-\w, )?(--[a-z-]+)/g)].map((match) => match[1]!));
  const named = new Set([...page.matchAll(/(?<![\w-])--[a-z-]+/g)].map((match) => match[0]));

  expect([...named].filter((option) => !real.has(option) && option !== '--help')).toEqual([]);
  expect([...real].filter((option) => !named.has(option))).toEqual([]);
});

test('every npm script a page names exists', () => {
  const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts);
  const named = markdownPages().flatMap((path) => [...read(path).matchAll(/npm (?:run (?:--silent )?([\w:]+)|(test)\b)/g)]);
  const unknown = named.map((match) => match[1] ?? match[2]!).filter((name) => !scripts.includes(name));

  expect(named.length).toBeGreaterThan(10);
  expect(unknown).toEqual([]);
});

test('every command a page types exists', () => {
  const known = [...commands, '--help', 'COMMAND'];
  const typed = markdownPages().flatMap((path) => [
    ...read(path).matchAll(/(?:npm run bookledger -- |^bookledger |`bookledger )([\w-]+)/gm),
  ]);
  const unknown = typed.map((match) => match[1]!).filter((name) => !known.includes(name));

  expect(typed.length).toBeGreaterThan(20);
  expect(unknown).toEqual([]);
});

test('the folder map of the README is true', () => {
  const map = read('README.md').split('## Where the code is')[1]!.split('```')[1]!;
  const places = [...map.matchAll(/(?:^|[;,] {0,1}| {2,})((?:src|ui|sandbox|config|bench|scripts|test)\/[\w./]*)/gm)].map(
    (match) => match[1]!,
  );

  expect(places).toEqual(expect.arrayContaining(['src/sync/', 'src/store/', 'src/app.ts', 'ui/', 'sandbox/', 'bench/', 'test/']));
  expect(places.filter((place) => !existsSync(join(root, place)))).toEqual([]);
});
