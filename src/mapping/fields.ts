import type { ErpFields } from '../domain/erp.js';
import { blocks, type Problem } from '../domain/problems.js';
import { say, type Sentence } from '../domain/words/sentence.js';
import { fitField } from './fit.js';
import type { FieldLimits } from './limits.js';
import { renderOr } from './line-text.js';
import type { FieldTemplates, Rules } from './rules.js';
import type { Scope } from './template.js';

/** Fills the templates of a card. All problems at once; a required field that comes out empty is one. */
export function renderFields(
  templates: FieldTemplates,
  scope: Scope,
  limits: FieldLimits,
  code: 'customer-template' | 'item-template',
  rules: Rules,
): { fields: ErpFields } | { problems: Problem[] } {
  const fields: Record<string, string | number | boolean> = {};
  const problems: Problem[] = [];
  for (const [field, template] of templates) {
    const before = problems.length;
    const fitted = fitField(renderOr(template, scope, rules, problems), limits[field]!);
    if (problems.length > before) continue;
    if ('fault' in fitted) problems.push(refused(code, template.path, fitted.fault));
    else if (fitted.value !== null) fields[field] = fitted.value;
    else if (limits[field]!.required === true) problems.push(refused(code, template.path, say('value-empty')));
  }
  return problems.length > 0 ? { problems } : { fields };
}

function refused(code: 'customer-template' | 'item-template', path: string, fault: Sentence): Problem {
  return blocks(code, 'fix-configuration', say('template-refused', { path }), fault, say('correct-template-or-data'));
}
