import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LineCounter, isMap, isScalar, parseDocument, type Document } from 'yaml';
import { configSchema, type Config } from './config-schema.js';
import { ConfigurationError, type ConfigurationFault } from './domain/errors.js';
import type { SyncSettings } from './sync/settings.js';

/** The package's own folder: defaults and built pages are found from here, wherever the program is started. */
export const packageDirectory = findPackageDirectory(dirname(fileURLToPath(import.meta.url)));

const defaultFile = resolve(packageDirectory, 'config/default.yaml');

export interface LoadedConfig {
  config: Config;
  /** The file laid over the defaults. */
  file: string;
}

/** Where the configuration is looked for when none is named: the working folder, then the running demo. */
export function findConfigFile(named: string | undefined, cwd: string = process.cwd()): string {
  const asked = named ?? process.env.BOOKLEDGER_CONFIG;
  const candidates = asked === undefined ? ['bookledger.yaml', '.data/demo/bookledger.yaml'] : [asked];
  const found = candidates.map((candidate) => resolve(cwd, candidate)).find((candidate) => existsSync(candidate));
  if (found !== undefined) return found;
  const message =
    asked === undefined
      ? 'no bookledger.yaml here; write one (see docs/configure.md), or try `bookledger demo`'
      : 'there is no such file';
  throw new ConfigurationError([{ file: asked ?? 'bookledger.yaml', line: null, path: 'configuration', message }]);
}

/**
 * Reads a configuration file over the defaults. Throws ConfigurationError with every fault at once: file, line, path and what to write.
 * Paths in the file are relative to it.
 */
export function loadConfig(file: string, env: NodeJS.ProcessEnv = process.env): LoadedConfig {
  const defaults = parse(defaultFile);
  const own = parse(file);
  const faults: ConfigurationFault[] = [];
  const merged = merge(defaults.document.toJS() as Tree, (own.document.toJS() ?? {}) as Tree);
  const filled = fillReferences(merged, env, faults, (path) => placeOf(path, own, defaults));
  const parsed = configSchema.safeParse(filled);
  for (const issue of parsed.success ? [] : parsed.error.issues) {
    const path = issue.path.map(String);
    if (faults.some((fault) => fault.path === path.join('.'))) continue;
    const unknown =
      issue.code === 'unrecognized_keys'
        ? `unknown setting ${issue.keys.join(', ')}; config/default.yaml lists them all`
        : issue.message;
    faults.push({ ...placeOf(path, own, defaults), path: path.join('.') || 'configuration', message: unknown });
  }
  if (faults.length > 0 || !parsed.success) throw new ConfigurationError(faults);
  return { config: withAbsolutePaths(parsed.data, dirname(file)), file };
}

/** The pipeline's numbers from the configuration. */
export function syncSettings(config: Config): SyncSettings {
  const { sync } = config;
  return {
    window: sync.window,
    read: {
      pagesInFlight: sync.read.pagesInFlight,
      each: sync.read.each,
      freshnessMs: sync.read.freshness,
      failuresInARow: sync.read.failuresInARow,
      profileMs: sync.read.profiles,
    },
    vanish: {
      secondLookMs: sync.vanish.secondLook,
      guardShare: sync.vanish.guardShare,
      guardMinimum: sync.vanish.guardMinimum,
      unaddressableWindows: sync.vanish.unaddressableWindows,
    },
    cards: { staleMs: sync.cards.stale, askAgainMs: sync.cards.askAgain, retryDelaysMs: sync.cards.retryDelays },
    push: {
      unknownWaitMs: sync.push.unknownWait,
      requestTimeoutMs: config.businessCentral.requestTimeout,
      retryDelaysMs: sync.push.retryDelays,
      concurrency: sync.push.concurrency,
      toleranceMinor: sync.push.toleranceMinor,
    },
    settle: { everyMs: sync.settle.every, sweepMs: sync.settle.sweep, overlapMs: sync.settle.overlap },
    lease: { ttlMs: sync.lease.ttl },
    runs: sync.runs,
  };
}

type Tree = { [key: string]: Tree | unknown };
interface Parsed {
  file: string;
  document: Document.Parsed;
  lines: LineCounter;
}

function parse(file: string): Parsed {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines });
  const faults = document.errors.map((error) => ({
    file,
    line: lines.linePos(error.pos[0]).line,
    path: 'configuration',
    message: error.message,
  }));
  if (faults.length > 0) throw new ConfigurationError(faults);
  return { file, document, lines };
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Own values over defaults, section by section. Naming a certificate replaces the default's secret. */
function merge(base: Tree, over: Tree): Tree {
  const merged: Tree = { ...base };
  if ('certificate' in over) delete merged.clientSecret;
  for (const [key, value] of Object.entries(over))
    merged[key] = isTree(value) && isTree(base[key]) ? merge(base[key], value) : value;
  return merged;
}

function fillReferences(
  value: unknown,
  env: NodeJS.ProcessEnv,
  faults: ConfigurationFault[],
  place: (path: string[]) => Pick<ConfigurationFault, 'file' | 'line'>,
  path: string[] = [],
): unknown {
  if (Array.isArray(value))
    return value.map((entry, index) => fillReferences(entry, env, faults, place, [...path, String(index)]));
  if (isTree(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, entry]) => [key, fillReferences(entry, env, faults, place, [...path, key])]),
    );
  }
  if (typeof value !== 'string') return value;
  const fault = (message: string) => void faults.push({ ...place(path), path: path.join('.'), message });
  if (value.startsWith('env:')) {
    const text = env[value.slice(4)];
    if (text === undefined || text === '') fault(`the environment variable ${value.slice(4)} is not set`);
    return text;
  }
  if (!value.startsWith('file:')) return value;
  const file = value.slice(5);
  if (!existsSync(file)) fault(`there is no file ${file}`);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

function placeOf(path: readonly string[], own: Parsed, defaults: Parsed): { file: string; line: number | null } {
  for (const source of [own, defaults]) {
    const line = lineOf(path, source);
    if (line !== null) return { file: source.file, line };
  }
  return { file: own.file, line: null };
}

/** The line of the deepest part of the path that the file has; null when it has none of it. */
function lineOf(path: readonly string[], { document, lines }: Parsed): number | null {
  let node: unknown = document.contents;
  let offset: number | null = null;
  for (const key of path) {
    const pair = isMap(node) ? node.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined;
    if (pair === undefined) break;
    if (isScalar(pair.key) && pair.key.range) offset = pair.key.range[0];
    node = pair.value;
  }
  return offset === null ? null : lines.linePos(offset).line;
}

function withAbsolutePaths(config: Config, directory: string): Config {
  const ownTemplates = resolve(directory, config.templates);
  const templates = existsSync(ownTemplates) ? ownTemplates : resolve(packageDirectory, config.templates);
  const sqlite = /^sqlite:(.+)$/.exec(config.database);
  const database = sqlite === null ? config.database : `sqlite:${resolve(directory, sqlite[1]!)}`;
  const { caFile } = config.signIn;
  return {
    ...config,
    templates,
    database,
    signIn: { ...config.signIn, ...(caFile === undefined ? {} : { caFile: resolve(directory, caFile) }) },
  };
}

function findPackageDirectory(from: string): string {
  if (existsSync(resolve(from, 'config/default.yaml'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('The folder config/ with default.yaml is missing beside the program.');
  return findPackageDirectory(parent);
}
