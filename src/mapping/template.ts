import { Liquid, type Template as Parsed } from 'liquidjs';
import { messageOf } from '../domain/errors.js';
import { liquidFilters, ownFilters } from './filters.js';
import { suggestion } from './suggest.js';

/** Tags templates may use: conditions and local names. Nothing that loops, reads files or prints raw. */
export const templateTags = ['if', 'unless', 'case', 'assign', 'capture', 'comment'] as const;

/** What a template is filled with: groups of variables. */
export type Scope = Readonly<Record<string, Readonly<Record<string, string | boolean>>>>;

/** A template that was checked: every variable and filter it uses exists. */
export interface Template {
  readonly source: string;
  /** Where it stands: `invoice.line.description`. */
  readonly path: string;
  /** Full names, `attendee.name`. */
  readonly variables: ReadonlySet<string>;
  /** The text itself when nothing in it varies, else null. */
  readonly constant: string | null;
}

/** Turns template texts into checked templates and fills them. */
export interface TemplateEngine {
  /** Every fault as a sentence; a template only when there is none. */
  compile(source: string, path: string, allowed: readonly string[]): { template: Template } | { faults: string[] };
  /** One line of text: spaces and line breaks run together, control characters gone. Throws an Error whose message is for a person. */
  render(template: Template, scope: Scope): string;
}

interface CompiledTemplate extends Template {
  readonly parsed: Parsed[];
  /** Groups of its variables, and the zone its filters write times in. */
  readonly groups: readonly string[];
  /** What it gave lately, by the values it was filled with: an appointment is rendered when it is mapped and again when it is drafted. */
  readonly given: Map<string, string>;
}

/** Texts kept for each template. */
const mostGiven = 4_000;

/** An engine that knows only the documented tags and filters. `language` is used for names of months and days. */
export function createTemplateEngine(language: string): TemplateEngine {
  const liquid = createLiquid(language);
  return {
    compile: (source, path, allowed) => compile(liquid, source, path, allowed),
    render: (template, scope) => {
      if (template.constant !== null) return template.constant;
      const { parsed, groups, given } = template as CompiledTemplate;
      const key = valuesOf(template, scope);
      const known = given.get(key);
      if (known !== undefined) return known;
      try {
        const text = oneLine(String(liquid.renderSync(parsed, groupsOf(groups, scope))));
        if (given.size >= mostGiven) given.clear();
        given.set(key, text);
        return text;
      } catch (error) {
        throw new Error(sentenceOf(error), { cause: error });
      }
    },
  };
}

/** Everything a rendering depends on: the variables the template names, and the zone its filters write times in. */
function valuesOf(template: Template, scope: Scope): string {
  const values: unknown[] = [scope['local']?.['zone']];
  for (const name of template.variables) {
    const dot = name.indexOf('.');
    values.push(scope[name.slice(0, dot)]?.[name.slice(dot + 1)]);
  }
  return JSON.stringify(values);
}

/** The groups a template names, as properties of their own: Liquid sees no others. */
function groupsOf(groups: readonly string[], scope: Scope): Scope {
  return Object.fromEntries(groups.map((name) => [name, scope[name] ?? {}]));
}

/** A text on one line: NFC, no control characters, no line breaks, no doubled or outer spaces. */
export function oneLine(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/[\u202A-\u202E\u2066-\u2069\uFEFF]/gu, '')
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .trim();
}

function createLiquid(language: string): Liquid {
  const liquid = new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    parseLimit: 20_000,
    memoryLimit: 1e6,
  });
  for (const tag of Object.keys(liquid.tags)) if (!(templateTags as readonly string[]).includes(tag)) delete liquid.tags[tag];
  for (const filter of Object.keys(liquid.filters)) if (!(filter in liquidFilters)) delete liquid.filters[filter];
  for (const [name, filter] of Object.entries(ownFilters)) {
    liquid.registerFilter(name, function (input: unknown, ...args: unknown[]) {
      const zone = this.context.getSync(['local', 'zone']) as unknown;
      const around = { zone: typeof zone === 'string' && zone !== '' ? zone : null, language };
      return filter.run(String(input ?? ''), args.map(String), around);
    });
  }
  return liquid;
}

function compile(
  liquid: Liquid,
  source: string,
  path: string,
  allowed: readonly string[],
): { template: CompiledTemplate } | { faults: string[] } {
  let parsed: Parsed[];
  try {
    parsed = liquid.parse(source);
  } catch (error) {
    return { faults: [sentenceOf(error)] };
  }
  const used = liquid.globalVariableSegmentsSync(parsed).map((segments) => segments.map(String).join('.'));
  const unknown = [...new Set(used)].filter((name) => !allowed.includes(name));
  if (unknown.length > 0) return { faults: unknown.map((name) => unknownVariable(name, allowed)) };
  const varies = /\{\{|\{%/.test(source);
  const constant = varies ? null : oneLine(source);
  const groups = [...new Set(['local', ...used.map((name) => name.slice(0, name.indexOf('.')))])];
  return { template: { source, path, parsed, groups, variables: new Set(used), constant, given: new Map() } };
}

function unknownVariable(name: string, allowed: readonly string[]): string {
  return `there is no variable "${name}" here.${suggestion(name, allowed) || ` Known here: ${allowed.join(', ')}.`}`;
}

/** LiquidJS puts the place and an excerpt behind its sentence; the first line says what is wrong. */
function sentenceOf(error: unknown): string {
  const said = messageOf(error)
    .split('\n')[0]!
    .replace(/, line:\d+, col:\d+$/, '');
  const filter = /^undefined filter: (.+)$/.exec(said)?.[1];
  if (filter !== undefined) {
    const known = [...Object.keys(liquidFilters), ...Object.keys(ownFilters)];
    return `there is no filter "${filter}".${suggestion(filter, known) || ` Known: ${known.join(', ')}.`}`;
  }
  const tag = /^tag "(.+)" not found$/.exec(said)?.[1];
  return tag === undefined ? said : `there is no tag "${tag}". Known: ${templateTags.join(', ')}.`;
}
