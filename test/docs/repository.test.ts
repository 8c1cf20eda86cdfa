import { projectFiles, read } from './pages.js';

const texts = projectFiles().filter((path) =>
  /(\.(ts|tsx|mjs|js|json|md|ya?ml|sql|svg|html|css|sh)|Dockerfile|ignore|\.npmrc|\.ci\/run)$/.test(path),
);

/** Lines that hold code: neither blank nor only a comment, as the linter counts them. */
function codeLines(path: string): number {
  const withoutComments = read(path).replaceAll(/^\s*\/\*[\s\S]*?\*\/\s*$/gm, '');
  return withoutComments.split('\n').filter((line) => !/^\s*(\/\/.*)?$/.test(line)).length;
}

test('no file of the program holds more than 250 lines of code', () => {
  const code = texts.filter((path) => /^(src|ui|sandbox)\/.*\.tsx?$/.test(path) && !path.endsWith('schema.d.ts'));

  expect(code.length).toBeGreaterThan(200);
  expect(code.filter((path) => codeLines(path) > 250)).toEqual([]);
});

test('no file names a folder of the machine it was written on', () => {
  const folders = ['work', 'root', 'tmp/brief'].join('|');
  const machinePath = new RegExp(`(?:^|[\\s"'\`(=:])/(?:${folders})/[\\w.-]`, 'm');

  expect(texts.filter((path) => machinePath.test(read(path)))).toEqual([]);
});

test('no file names the registry its packages came from', () => {
  const registry = /https?:\/\/[^\s"'/]*(registry|artifactory|nexus|verdaccio|npmjs)[^\s"']*/i;

  expect(texts.filter((path) => registry.test(read(path)))).toEqual([]);
});

test('the lock file holds no addresses', () => {
  const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, { resolved?: string }> };
  const resolved = Object.entries(lock.packages).filter(([, entry]) => entry.resolved !== undefined);

  expect(Object.keys(lock.packages).length).toBeGreaterThan(100);
  expect(resolved).toEqual([]);
});
