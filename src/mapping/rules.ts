import { ConfigurationError, type ConfigurationFault } from '../domain/errors.js';
import { checkRules } from './check.js';
import { digest } from './digest.js';
import { readSources, type RuleSource } from './read.js';
import type { RulesContent } from './schema.js';
import { createTemplateEngine, type Template, type TemplateEngine } from './template.js';

/** Goes up when the same rules and facts give another billing than before, so that everything unclaimed is mapped anew. */
const mappingRevision = 1;

/** Goes up when the same appointment and rules give other items than before, so that everything is read anew. */
const readingRevision = 2;

/** Templates by field name, in the order the fields are sent. */
export type FieldTemplates = ReadonlyMap<string, Template>;

/** The templates of the rules, checked. Lists run beside `customers.templates` and `items.templates`. */
export interface RuleTemplates {
  engine: TemplateEngine;
  customers: readonly FieldTemplates[];
  items: readonly FieldTemplates[];
  line: { description: Template; reference: Template | null; description2: Template | null };
  header: FieldTemplates;
  purchaseOrder: Template;
  comments: readonly Template[];
  /** Every variable any template uses: notes nobody prints are not kept. */
  used: ReadonlySet<string>;
}

/** What an admin decided, validated and ready to be applied. */
export interface Rules extends RulesContent {
  /** Hash of the content: other rules, other version. A change maps unclaimed items anew and leaves drafts alone (ET-23). */
  version: string;
  /** Hash of what shapes items when they are read; only a change of that reads every appointment of the window again. */
  readingVersion: string;
  templates: RuleTemplates;
}

/** Reads rule files. Throws ConfigurationError with every fault of every file: file, line, path and what to write instead. */
export function loadRules(sources: readonly RuleSource[]): Rules {
  const read = readSources(sources);
  if (read.content === null) throw new ConfigurationError(inReadingOrder(read.faults, sources));
  const engine = createTemplateEngine(read.content.invoice.language);
  const checked = checkRules(read.content, engine, read.placeOf);
  const faults = [...read.faults, ...checked.faults.filter((fault) => !isConsequence(fault, read.faults, read.dropped))];
  if (faults.length > 0 || checked.templates === null) throw new ConfigurationError(inReadingOrder(faults, sources));
  const { templates } = checked;
  return {
    ...read.content,
    version: versionOf(read.content),
    readingVersion: readingVersionOf(read.content, templates),
    templates,
  };
}

/** A fault that is only there because something faulty was left out. */
function isConsequence(fault: ConfigurationFault, causes: readonly ConfigurationFault[], dropped: ReadonlySet<string>): boolean {
  return dropped.has(fault.path.split(/[.[]/)[0]!) || causes.some((cause) => cause.path.startsWith(fault.path));
}

function inReadingOrder(faults: readonly ConfigurationFault[], sources: readonly RuleSource[]): ConfigurationFault[] {
  const order = new Map(sources.map(({ file }, at) => [file, at]));
  const fileOf = (fault: ConfigurationFault): number => order.get(fault.file) ?? 0;
  return [...faults].sort((a, b) => fileOf(a) - fileOf(b) || (a.line ?? 0) - (b.line ?? 0));
}

function versionOf(content: RulesContent): string {
  return digest(`${mappingRevision}|${JSON.stringify(content, sortedKeys)}`, 26);
}

/** What `flattenAppointment` looks at: places, routes, prices per event, grace, who is the same person, and which notes are kept. */
function readingVersionOf(content: RulesContent, templates: RuleTemplates): string {
  const { businesses, routing, questions, graceMinutes } = content;
  const services = content.services.map(({ when, price, payer }) => ({ when, price, payer }));
  const notes = [...templates.used].filter((name) => name.startsWith('appointment.') || name === 'attendee.notes').sort();
  const shaping = { businesses, routing, questions, graceMinutes, services, notes, samePerson: content.customers.samePerson };
  return digest(`${readingRevision}|${JSON.stringify(shaping, sortedKeys)}`, 26);
}

/** The order of rules matters, the order of the keys of one rule does not. */
function sortedKeys(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
