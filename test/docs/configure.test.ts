import { parse } from 'yaml';
import { z } from 'zod';
import { configSchema } from '../../src/config-schema.js';
import { codeRows, read } from './pages.js';

const rows = codeRows(read('docs/configure.md'));
const defaults = leavesOf(parse(read('config/default.yaml')) as object);

/** `a.b.c` → value, for everything that is not a section. */
function leavesOf(section: object, path = ''): Map<string, unknown> {
  return new Map(
    Object.entries(section).flatMap(([key, value]): [string, unknown][] =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? [...leavesOf(value as object, `${path}${key}.`)]
        : [[`${path}${key}`, value]],
    ),
  );
}

/** Every setting the schema knows, the optional ones included. */
function settingsOf(schema: unknown, path = ''): string[] {
  if (schema instanceof z.ZodOptional) return settingsOf(schema.unwrap(), path);
  if (!(schema instanceof z.ZodObject)) return [path];
  return Object.entries(schema.shape as Record<string, unknown>).flatMap(([key, inner]) =>
    settingsOf(inner, path === '' ? key : `${path}.${key}`),
  );
}

/** A default as the page writes it. */
function written(value: unknown): string {
  if (value === undefined) return 'none';
  return `\`${Array.isArray(value) ? `[${value.join(', ')}]` : String(value)}\``;
}

test('the page names every key of config/default.yaml', () => {
  const named = rows.map(({ name }) => name);

  expect([...defaults.keys()].filter((key) => !named.includes(key))).toEqual([]);
});

test('the page names every setting the program takes once, and nothing else', () => {
  const named = rows.map(({ name }) => name);

  expect(named.toSorted()).toEqual(settingsOf(configSchema).toSorted());
});

test('the page shows the defaults of config/default.yaml', () => {
  const wrong = rows.filter(({ name, cells }) => cells[0] !== written(defaults.get(name)));

  expect(wrong).toEqual([]);
});

test('every setting is explained', () => {
  expect(rows.filter(({ cells }) => (cells[1] ?? '').length < 10)).toEqual([]);
});

test('every setting named on another page exists', () => {
  const known = [
    ...settingsOf(configSchema),
    'sync.window',
    'retry.*',
    'signIn.certificate',
    'bookings.app',
    'businessCentral.app',
  ];
  const pages = [
    'docs/install.md',
    'docs/operate.md',
    'docs/troubleshooting.md',
    'docs/privacy.md',
    'docs/decisions/004-guard-against-mass-disappearance.md',
  ];
  const named = pages.flatMap((page) =>
    [...read(page).matchAll(/`((?:sync|retry|signIn|bookings|businessCentral|server|log)\.[\w.*]+)(?:`|: )/g)].map(
      (match) => match[1]!,
    ),
  );

  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name) => !known.includes(name))).toEqual([]);
});
