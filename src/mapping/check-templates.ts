import { inEnglish } from '../domain/words/plain.js';
import type { Checker } from './checker.js';
import { fitField } from './fit.js';
import { customerLimits, headerLimits, itemLimits, type FieldLimit, type FieldLimits } from './limits.js';
import type { Path } from './read.js';
import type { FieldTemplates, RuleTemplates } from './rules.js';
import type { RulesContent } from './schema.js';
import { suggestion } from './suggest.js';
import type { Template, TemplateEngine } from './template.js';
import type { TemplateKind } from './variables.js';

const dateVariables = ['date', 'endDate', 'startsAt', 'endsAt'].map((name) => `appointment.${name}`);

/** Compiles every template of the rules. Null when one of those every invoice needs has a fault. */
export function compileAll(content: RulesContent, engine: TemplateEngine, checker: Checker): RuleTemplates | null {
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
    for (const fault of constantFaults(template.constant, field, limit)) checker.report([...path, field], fault);
  }
  return compiled;
}

/** What can be said of a value before any booking is seen: F-6, lengths, codes. */
function constantFaults(constant: string | null, field: string, limit: FieldLimit): string[] {
  if (limit.choices?.length === 1) {
    const only = limit.choices[0]!;
    return constant === only ? [] : [`must define ${field} ${only}; write "${field}: ${only}"`];
  }
  if (constant === null) return [];
  if (limit.kind === 'text' && constant.length > limit.maxLength) {
    return [`has ${constant.length} characters; Business Central takes ${limit.maxLength}`];
  }
  const fitted = fitField(constant, limit);
  return 'fault' in fitted ? [inEnglish([fitted.fault]).replace(/\.$/, '')] : [];
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
