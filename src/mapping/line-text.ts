import { messageOf } from '../domain/errors.js';
import type { BillingItem, ErpReference } from '../domain/item.js';
import { blocks, type Problem } from '../domain/problems.js';
import { say } from '../domain/words/sentence.js';
import { cutKeeping, cutText, fitField } from './fit.js';
import { description2Length, descriptionLength, headerLimits } from './limits.js';
import type { Price } from './price.js';
import type { Rules } from './rules.js';
import { lineScope } from './scope.js';
import type { Scope, Template } from './template.js';

/** The texts one item brings to a document. */
export interface LineText {
  description: string;
  description2: string;
  /** The payer's purchase order number, whole. */
  purchaseOrder: string;
  /** Header fields by BC name; only those with a value. */
  header: Readonly<Record<string, string>>;
}

/**
 * Renders the line and what the item asks of the header. Null without problems when something else already keeps the item back (customer,
 * zone or price unknown): a text of half the facts is no text. A failing template is a problem, never an empty text. A `known` description
 * is kept: the line says what people saw on the list.
 */
export function renderLine(
  item: Pick<BillingItem, 'facts' | 'decision'>,
  sellTo: ErpReference | null,
  billTo: ErpReference | null,
  price: Price | null,
  rules: Rules,
  known: string | null = null,
): { line: LineText | null; problems: Problem[] } {
  const { facts, decision } = item;
  const { timeZone } = facts;
  if (sellTo === null || price === null || timeZone === null) return { line: null, problems: [] };
  const scope = lineScope({ facts: { ...facts, timeZone }, decision }, sellTo, billTo, price, rules);
  const problems: Problem[] = [];
  const render = (template: Template | null): string => renderOr(template, scope, rules, problems);
  const { line, purchaseOrder } = rules.templates;
  const text: LineText = {
    description: known ?? describe(render, rules, problems),
    description2: cutText(render(line.description2), description2Length),
    purchaseOrder: render(purchaseOrder),
    header: renderHeader(scope, rules, problems),
  };
  return { line: problems.length === 0 ? text : null, problems };
}

function describe(render: (template: Template | null) => string, rules: Rules, problems: Problem[]): string {
  const { line } = rules.templates;
  const before = problems.length;
  const reference = render(line.reference);
  if (reference.length > descriptionLength) problems.push(tooLong(line.reference!.path, reference, descriptionLength));
  const description = cutKeeping(render(line.description), reference, descriptionLength);
  if (problems.length === before && description === '') problems.push(emptyText(line.description.path));
  return description;
}

/** Renders one template; a failure becomes a problem and an empty text that nobody uses. */
export function renderOr(template: Template | null, scope: Scope, rules: Rules, problems: Problem[]): string {
  if (template === null) return '';
  try {
    return rules.templates.engine.render(template, scope);
  } catch (error) {
    const sentence = say('template-unfillable', { path: template.path, error: messageOf(error) });
    problems.push(blocks('template', 'fix-configuration', sentence, say('correct-in-rules')));
    return '';
  }
}

function renderHeader(scope: Scope, rules: Rules, problems: Problem[]): Record<string, string> {
  const header: Record<string, string> = {};
  for (const [field, template] of rules.templates.header) {
    const fitted = fitField(renderOr(template, scope, rules, problems), headerLimits[field]!);
    if ('value' in fitted && fitted.value !== null) header[field] = String(fitted.value);
    if ('fault' in fitted) {
      const refused = say('template-refused', { path: template.path });
      problems.push(blocks('template', 'fix-configuration', refused, fitted.fault, say('correct-in-rules')));
    }
  }
  return header;
}

function tooLong(path: string, text: string, maxLength: number): Problem {
  const values = { path, length: String(text.length), most: String(maxLength) };
  return blocks('text-too-long', 'fix-configuration', say('reference-too-long', values));
}

function emptyText(path: string): Problem {
  return blocks('template', 'fix-configuration', say('template-empty', { path }), say('correct-in-rules'));
}
