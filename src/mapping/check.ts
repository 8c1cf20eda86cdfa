import { isZone } from '../domain/time.js';
import type { ConfigurationFault } from '../domain/errors.js';
import { fitField } from './fit.js';
import {
  customerLimits,
  headerLimits,
  itemLimits,
  numberLength,
  taxCodeLength,
  unitCodeLength,
  type FieldLimits,
} from './limits.js';
import { pathText, type Path, type PlaceOf } from './read.js';
import type { FieldTemplates, RuleTemplates } from './rules.js';
import type { ConditionRule, RulesContent } from './schema.js';
import { suggestion } from './suggest.js';
import type { Template, TemplateEngine } from './template.js';
import { variablesFor, type TemplateKind } from './variables.js';

const dateVariables = ['date', 'endDate', 'startsAt', 'endsAt'].map((name) => `appointment.${name}`);

/** Compiles all templates and checks what a shape cannot say. `templates` is null as soon as there is a fault. */
export function checkRules(
  content: RulesContent,
  engine: TemplateEngine,
  placeOf: PlaceOf,
): { templates: RuleTemplates | null; faults: ConfigurationFault[] } {
  const checker = createChecker(content, engine, placeOf);
  checkBusinesses(content, checker);
  checkConditions(content, checker);
  checkCodes(content, checker);
  const templates = compileAll(content, engine, checker);
  return { templates: checker.faults.length === 0 ? templates : null, faults: checker.faults };
}

interface Checker {
  faults: ConfigurationFault[];
  report(path: Path, message: string): void;
  compile(path: Path, source: string, kind: TemplateKind): Template | null;
}

function createChecker(content: RulesContent, engine: TemplateEngine, placeOf: PlaceOf): Checker {
  const faults: ConfigurationFault[] = [];
  const report = (path: Path, message: string): void => {
    faults.push({ ...placeOf(path), path: pathText(path), message });
  };
  const names = Object.keys(content.questions);
  const compile = (path: Path, source: string, kind: TemplateKind): Template | null => {
    const compiled = engine.compile(source, pathText(path), variablesFor(kind, names));
    if ('template' in compiled) return compiled.template;
    for (const fault of compiled.faults) report(path, fault);
    return null;
  };
  return { faults, report, compile };
}

function checkBusinesses(content: RulesContent, { report }: Checker): void {
  const seen = new Set<string>();
  for (const [at, business] of content.businesses.entries()) {
    if (seen.has(business.id)) report(['businesses', at, 'id'], `"${business.id}" is listed twice; keep one`);
    seen.add(business.id);
    if (business.timeZone !== undefined && !isZone(business.timeZone)) {
      report(
        ['businesses', at, 'timeZone'],
        `"${business.timeZone}" is no time zone; write an IANA name such as Europe/Copenhagen`,
      );
    }
    const routed = business.company !== undefined || content.routing.length > 0;
    if (!routed) report(['businesses', at], `says no company; add "company:" with the name of the company in Business Central`);
  }
}

function checkConditions(content: RulesContent, checker: Checker): void {
  const lists = [
    ...content.routing.map((rule, at) => ({ when: rule.when, path: ['routing', at, 'when'] })),
    ...content.ignore.map((rule, at) => ({ when: rule.when, path: ['ignore', at, 'when'] })),
    ...content.payers.map((rule, at) => ({ when: rule.when, path: ['payers', at, 'when'] })),
    ...content.payers.map((rule, at) => ({ when: rule.unless, path: ['payers', at, 'unless'] })),
    ...content.services.map((rule, at) => ({ when: rule.when, path: ['services', at, 'when'] })),
    ...content.customers.templates.map((rule, at) => ({ when: rule.when, path: ['customers', 'templates', at, 'when'] })),
    ...content.items.templates.map((rule, at) => ({ when: rule.when, path: ['items', 'templates', at, 'when'] })),
  ];
  for (const { when, path } of lists) if (when !== undefined) checkCondition(when, path, content, checker);
}

function checkCondition(when: ConditionRule, path: Path, content: RulesContent, { report }: Checker): void {
  const mustLimit = path[0] === 'ignore' || path[0] === 'payers';
  if (mustLimit && Object.keys(when).length === 0) report(path, 'holds for everything; say when the rule applies');
  const names = Object.keys(content.questions);
  for (const name of Object.keys(when.answers ?? {})) {
    if (!names.includes(name)) report([...path, 'answers', name], `is not a name under "questions".${suggestion(name, names)}`);
  }
  const ids = content.businesses.map((business) => business.id);
  for (const id of when.business ?? []) {
    if (!/[*?]/.test(id) && !ids.includes(id.toLowerCase())) {
      report([...path, 'business'], `"${id}" is not listed under "businesses".${suggestion(id, ids)}`);
    }
  }
}

function checkCodes(content: RulesContent, { report }: Checker): void {
  const limit = (path: Path, value: string | undefined, maxLength: number): void => {
    if (value !== undefined && value.length > maxLength)
      report(path, `has ${value.length} characters; Business Central takes ${maxLength}`);
  };
  for (const [at, rule] of content.services.entries()) {
    limit(['services', at, 'item'], rule.item, numberLength);
    limit(['services', at, 'payer'], rule.payer === 'organiser' ? undefined : rule.payer, numberLength);
    limit(['services', at, 'unit'], rule.unit, unitCodeLength);
    limit(['services', at, 'taxCode'], rule.taxCode, taxCodeLength);
  }
  for (const [at, rule] of content.payers.entries()) limit(['payers', at, 'payer'], rule.payer, numberLength);
  for (const [at, business] of content.businesses.entries())
    limit(['businesses', at, 'cashCustomer'], business.cashCustomer, numberLength);
}

function compileAll(content: RulesContent, engine: TemplateEngine, checker: Checker): RuleTemplates | null {
  const { compile } = checker;
  const { invoice } = content;
  const part = (path: Path, source: string | undefined): Template | null =>
    source === undefined ? null : compile(path, source, 'line');
  const description = part(['invoice', 'line', 'description'], invoice.line.description);
  const reference = part(['invoice', 'line', 'reference'], invoice.line.reference);
  const description2 = part(['invoice', 'line', 'description2'], invoice.line.description2);
  const purchaseOrder = part(['invoice', 'purchaseOrder'], invoice.purchaseOrder);
  const comments = invoice.comments.map((source, at) => compile(['invoice', 'comments', at], source, 'comment'));
  const customers = fieldLists(content.customers.templates, ['customers', 'templates'], customerLimits, 'customer', checker);
  const items = fieldLists(content.items.templates, ['items', 'templates'], itemLimits, 'item', checker);
  const header = compileFields(invoice.header, ['invoice', 'header'], headerLimits, 'line', checker);
  checkPresence(content, checker);
  if (description === null || purchaseOrder === null) return null;
  const line = { description, reference, description2 };
  checkDate([description, reference, description2], checker);
  const whole = { engine, customers, items, line, header, purchaseOrder, comments: comments.filter((entry) => entry !== null) };
  return { ...whole, used: usedVariables(whole) };
}

/** The date of the service is the tax point: it belongs on every line (E-22). */
function checkDate(parts: readonly (Template | null)[], { report }: Checker): void {
  const dated = parts.some((part) => part !== null && dateVariables.some((name) => part.variables.has(name)));
  if (!dated) report(['invoice', 'line', 'description'], 'must name the day of the service; add {{ appointment.date }}');
}

function checkPresence(content: RulesContent, { report }: Checker): void {
  if (content.items.create && content.items.templates.length === 0) {
    report(['items', 'create'], 'is true, but there is no template under "items.templates"; add one or write false');
  }
  if (content.customers.create !== 'never' && content.customers.templates.length === 0) {
    report(['customers'], 'has no template for new customers; add one under "templates", or write "create: never"');
  }
}

function fieldLists(
  templates: readonly { fields: Record<string, string> }[],
  path: Path,
  limits: FieldLimits,
  kind: TemplateKind,
  checker: Checker,
): FieldTemplates[] {
  return templates.map((template, at) => {
    const fieldsPath = [...path, at, 'fields'];
    for (const [field, limit] of Object.entries(limits)) {
      if (limit.required !== true || template.fields[field] !== undefined) continue;
      const only = limit.choices?.length === 1 ? `must define ${field} ${limit.choices[0]}` : `must define ${field}`;
      checker.report(fieldsPath, only);
    }
    return compileFields(template.fields, fieldsPath, limits, kind, checker);
  });
}

function compileFields(
  fields: Readonly<Record<string, string>>,
  path: Path,
  limits: FieldLimits,
  kind: TemplateKind,
  checker: Checker,
): FieldTemplates {
  const compiled = new Map<string, Template>();
  const known = Object.keys(limits);
  for (const field of Object.keys(fields)) {
    if (!known.includes(field))
      checker.report(
        [...path, field],
        `is not a field templates may fill.${suggestion(field, known) || ` Known: ${known.join(', ')}.`}`,
      );
  }
  for (const [field, limit] of Object.entries(limits)) {
    const source = fields[field];
    const template = source === undefined ? null : checker.compile([...path, field], source, kind);
    if (template === null) continue;
    compiled.set(field, template);
    if (limit.choices?.length === 1 && template.constant !== limit.choices[0]) {
      checker.report([...path, field], `must define type ${limit.choices[0]}; write "${field}: ${limit.choices[0]}"`);
    } else if (template.constant !== null) {
      const fitted = fitField(template.constant, limit);
      const tooLong = limit.kind === 'text' && template.constant.length > limit.maxLength;
      if (tooLong)
        checker.report([...path, field], `has ${template.constant.length} characters; Business Central takes ${limit.maxLength}`);
      if ('fault' in fitted) checker.report([...path, field], fitted.fault);
    }
  }
  return compiled;
}

function usedVariables(templates: Omit<RuleTemplates, 'used'>): Set<string> {
  const { line, purchaseOrder, comments, header, customers, items } = templates;
  const all = [
    ...[line.description, line.reference, line.description2, purchaseOrder].filter((entry) => entry !== null),
    ...comments,
    ...[header, ...customers, ...items].flatMap((fields) => [...fields.values()]),
  ];
  return new Set(all.flatMap((template) => [...template.variables]));
}
