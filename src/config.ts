import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LineCounter, isMap, isScalar, parseDocument, type Document } from 'yaml';
import { faultsOf } from './config-faults.js';
import { faultOfFile, fillReferences, isTree, type Tree } from './config-references.js';
import { configSchema, type Config } from './config-schema.js';
import { ConfigurationError, type ConfigurationFault } from './domain/errors.js';
import type { StoreTuning } from './store/tuning.js';
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
  const tell = (path: readonly string[], message: string): void => {
    const name = path.join('.');
    // A reference that leads nowhere is missing too, also to its section; once is enough.
    if (faults.some((fault) => fault.path === name || fault.path.startsWith(`${name}.`))) return;
    faults.push({ ...placeOf(path, own, defaults), path: name || 'configuration', message });
  };
  const filled = fillReferences(merge(defaults.tree, own.tree), { env, directory: dirname(file), onFault: tell });
  const parsed = configSchema.safeParse(filled, { reportInput: true });
  for (const issue of parsed.error?.issues ?? []) for (const { path, message } of faultsOf(issue)) tell(path, message);
  if (faults.length > 0 || !parsed.success) throw new ConfigurationError(inOrder(faults, file));
  return { config: withAbsolutePaths(parsed.data, dirname(file)), file };
}

/** What of the configuration must never be shown. */
export function secretsOf({ database, signIn, bookings, businessCentral }: Config): string[] {
  const apps = [signIn, bookings.app, businessCentral.app].flatMap((app) => app?.clientSecret ?? []);
  const passwords = [database, signIn.proxy ?? ''].flatMap((address) => {
    const password = URL.canParse(address) ? new URL(address).password : '';
    return password === '' ? [] : [password, decodeURIComponent(password)];
  });
  return [...apps, ...passwords];
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
    safeguards: config.safeguards,
    lease: { ttlMs: sync.lease.ttl },
    runs: sync.runs,
    retention: { auditMs: config.retention.audit },
  };
}

/** The store's numbers from the configuration. */
export function storeTuning({ storage, sync }: Config): StoreTuning {
  return { busyMs: storage.busyWait, statementMs: storage.statementTimeout, rebookedWithinMs: sync.vanish.rebookedWithin };
}

/** From the top of a person's own file to its end, then what the defaults refer to. */
function inOrder(faults: readonly ConfigurationFault[], own: string): ConfigurationFault[] {
  const rank = (fault: ConfigurationFault): number => (fault.file === own ? 0 : 1);
  return faults.toSorted((a, b) => rank(a) - rank(b) || (a.line ?? 0) - (b.line ?? 0));
}

interface Parsed {
  file: string;
  document: Document.Parsed;
  lines: LineCounter;
  tree: Tree;
}

function parse(file: string): Parsed {
  const unreadable = faultOfFile(file);
  if (unreadable !== null) throw faulty(file, [{ line: null, message: unreadable }]);
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines, prettyErrors: false });
  const broken = document.errors.map((error) => ({
    line: lines.linePos(error.pos[0]).line,
    message: `this is not YAML: ${error.message}`,
  }));
  if (broken.length > 0) throw faulty(file, broken);
  const tree: unknown = document.toJS() ?? {};
  if (isTree(tree)) return { file, document, lines, tree };
  throw faulty(file, [{ line: 1, message: 'holds no settings; write one a line, for example "database: sqlite:bookledger.db"' }]);
}

function faulty(file: string, faults: { line: number | null; message: string }[]): ConfigurationError {
  return new ConfigurationError(faults.map((fault) => ({ ...fault, file, path: 'configuration' })));
}

/** Own values over defaults, section by section. Naming a certificate replaces the default's secret. */
function merge(base: Tree, over: Tree): Tree {
  const merged: Tree = { ...base };
  if ('certificate' in over) delete merged.clientSecret;
  for (const [key, value] of Object.entries(over))
    merged[key] = isTree(value) && isTree(base[key]) ? merge(base[key], value) : value;
  return merged;
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
