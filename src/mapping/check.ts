import type { ConfigurationFault } from '../domain/errors.js';
import { isZone } from '../domain/time.js';
import { compileAll } from './check-templates.js';
import { createChecker, type Checker } from './checker.js';
import { numberLength, taxCodeLength, unitCodeLength } from './limits.js';
import type { Path, PlaceOf } from './read.js';
import type { RuleTemplates } from './rules.js';
import type { ConditionRule, RulesContent } from './schema.js';
import { suggestion } from './suggest.js';
import type { TemplateEngine } from './template.js';

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
