import { isMap, isNode, isPair, isScalar, LineCounter, parseDocument, type Document, type Node, type Pair } from 'yaml';
import type { z } from 'zod';
import type { ConfigurationFault } from '../domain/errors.js';
import { RulesFile, rulesJsonSchema, type RulesContent } from './schema.js';
import { salvage } from './salvage.js';
import { keysAt } from './schema-keys.js';
import { suggestion } from './suggest.js';

/** One rule file as text; the caller reads the disk. */
export interface RuleSource {
  file: string;
  text: string;
}
export type Path = readonly (string | number)[];
/** Where a path of the rules stands. */
export type PlaceOf = (path: Path) => Pick<ConfigurationFault, 'file' | 'line'>;

interface OpenFile {
  file: string;
  document: Document.Parsed;
  lines: LineCounter;
}

/** Parses and merges the files. `content` is what can be checked further, null when that is nothing; it is whole when there are no faults. */
export function readSources(sources: readonly RuleSource[]): {
  content: RulesContent | null;
  /** Sections `content` lacks because of their faults. */
  dropped: ReadonlySet<string>;
  faults: ConfigurationFault[];
  placeOf: PlaceOf;
} {
  const files = sources.map(openFile);
  const owners = new Map<string, OpenFile>();
  const faults = files.flatMap((file) => [...syntaxFaults(file), ...claimSections(file, owners)]);
  const placeOf: PlaceOf = (path) => findPlace(path, owners, files);
  const merged = Object.fromEntries([...owners].map(([section, file]) => [section, sectionOf(file, section)]));
  const parsed = RulesFile.safeParse(merged);
  if (parsed.success) return { content: parsed.data, dropped: new Set(), faults, placeOf };
  faults.push(...parsed.error.issues.flatMap((issue) => faultsOf(issue, placeOf)));
  const rest = salvage(merged, parsed.error.issues);
  return { content: rest?.content ?? null, dropped: rest?.dropped ?? new Set(), faults, placeOf };
}

function openFile({ file, text }: RuleSource): OpenFile {
  const lines = new LineCounter();
  return { file, lines, document: parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true }) };
}

function syntaxFaults({ file, document, lines }: OpenFile): ConfigurationFault[] {
  return document.errors.map((error) => ({
    file,
    line: lines.linePos(error.pos[0]).line,
    path: '(file)',
    message: `is not valid YAML here: ${error.message}. Check the indentation, and put texts with {{ }}, : or # in quotes`,
  }));
}

/** Each section lives in one file, so that nobody wonders which of two holds. */
function claimSections(file: OpenFile, owners: Map<string, OpenFile>): ConfigurationFault[] {
  const contents = file.document.contents;
  if (contents === null || (isScalar(contents) && contents.value === null)) return [];
  if (!isMap(contents)) {
    return [
      { file: file.file, line: 1, path: '(file)', message: 'must consist of sections such as "businesses:" or "services:"' },
    ];
  }
  const faults: ConfigurationFault[] = [];
  for (const pair of contents.items) {
    const section = String(isScalar(pair.key) ? pair.key.value : pair.key);
    const owner = owners.get(section);
    if (owner === undefined) owners.set(section, file);
    else if (owner !== file)
      faults.push({
        file: file.file,
        line: lineOf(pair, file),
        path: section,
        message: `stands in ${owner.file} already; keep it in one file`,
      });
  }
  return faults;
}

function sectionOf(file: OpenFile, section: string): unknown {
  const value: unknown = (file.document.toJS({ maxAliasCount: 50 }) as Record<string, unknown>)[section];
  return value === null ? undefined : value;
}

function faultsOf(issue: z.core.$ZodIssue, placeOf: PlaceOf): ConfigurationFault[] {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(rulesJsonSchema(), path);
    return issue.keys.map((key) => ({
      ...placeOf([...path, key]),
      path: pathText([...path, key]),
      message: `is not known.${suggestion(key, known) || ` Known here: ${known.join(', ')}.`}`,
    }));
  }
  return [{ ...placeOf(path), path: pathText(path), message: issue.message }];
}

/** `services[2].price` */
export function pathText(path: Path): string {
  const joined = path.map((part) => (typeof part === 'number' ? `[${part + 1}]` : `.${part}`)).join('');
  return joined.replace(/^\./, '') || '(file)';
}

function findPlace(
  path: Path,
  owners: ReadonlyMap<string, OpenFile>,
  files: readonly OpenFile[],
): { file: string; line: number | null } {
  const file = owners.get(String(path[0]));
  if (file === undefined) return { file: files[0]?.file ?? 'rules', line: null };
  return { file: file.file, line: lineOf(nearest(file.document.contents, path), file) };
}

/** The deepest part of the path that exists, so that a missing key is reported where it belongs. */
function nearest(contents: unknown, path: Path): Node | Pair | null {
  let found: Node | Pair | null = isNode(contents) ? contents : null;
  let node: unknown = contents;
  for (const part of path) {
    const pair: Pair | undefined = isMap(node)
      ? node.items.find((entry) => String(isScalar(entry.key) ? entry.key.value : entry.key) === String(part))
      : undefined;
    const next: unknown = pair === undefined ? itemAt(node, part) : pair.value;
    if (pair === undefined && !isNode(next)) return found;
    found = pair ?? (next as Node);
    node = next;
  }
  return found;
}

function itemAt(node: unknown, part: string | number): unknown {
  const items = (node as { items?: unknown[] } | null)?.items;
  return typeof part === 'number' && Array.isArray(items) && !isMap(node) ? items[part] : undefined;
}

function lineOf(place: Node | Pair | null, file: OpenFile): number | null {
  const node = isPair(place) ? place.key : place;
  const start = isNode(node) ? node.range?.[0] : undefined;
  return start === undefined ? null : file.lines.linePos(start).line;
}
