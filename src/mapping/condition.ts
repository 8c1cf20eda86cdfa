import { domainToASCII } from 'node:url';
import type { ItemFacts } from '../domain/item.js';
import { answerTo } from './answers.js';
import type { ConditionRule } from './schema.js';

/** What a condition looks at. */
export type Matchable = Pick<
  ItemFacts,
  'businessId' | 'serviceId' | 'serviceName' | 'staffMemberIds' | 'label' | 'selfService' | 'attendee'
>;
/** Names of custom questions with the ids and wordings that mean them. */
export type Questions = Readonly<Record<string, readonly string[]>>;

/** True when the text fits the pattern: `*` any run, `?` one character, case and outer spaces ignored. */
export function fits(text: string, pattern: string): boolean {
  if (text === pattern) return true;
  if (!/[*?]/.test(pattern)) return plain(text) === plain(pattern);
  return patternOf(pattern).test(text.normalize('NFC').trim());
}

/** True when the pattern is the service's id or fits its name: the one way in which rules name a service (trap 12). */
export function isService(service: Pick<ItemFacts, 'serviceId' | 'serviceName'>, pattern: string): boolean {
  return service.serviceId === pattern || fits(service.serviceName, pattern);
}

/**
 * True when every given line of the condition holds. A condition on the attendee never holds for an item without one.
 * `customerNumber` is the attendee's own customer, null while unknown: the line `customer` then counts as holding.
 */
export function holds(when: ConditionRule, subject: Matchable, questions: Questions, customerNumber: string | null): boolean {
  const any = (patterns: readonly string[] | undefined, test: (pattern: string) => boolean): boolean =>
    patterns === undefined || patterns.some(test);
  return (
    any(when.business, (pattern) => fits(subject.businessId, pattern)) &&
    any(when.service, (pattern) => isService(subject, pattern)) &&
    any(when.staff, (pattern) => subject.staffMemberIds.some((id) => fits(id, pattern))) &&
    any(when.label, (pattern) => fits(subject.label, pattern)) &&
    (when.selfService === undefined || when.selfService === subject.selfService) &&
    attendeeHolds(when, subject.attendee, questions) &&
    (customerNumber === null || any(when.customer, (pattern) => fits(customerNumber, pattern)))
  );
}

function attendeeHolds(when: ConditionRule, attendee: ItemFacts['attendee'], questions: Questions): boolean {
  const answers = Object.entries(when.answers ?? {});
  const asks = when.attendee !== undefined || when.emailDomain !== undefined || when.country !== undefined || answers.length > 0;
  if (!asks) return true;
  if (attendee === null) return false;
  const any = (patterns: readonly string[] | undefined, text: string): boolean =>
    patterns === undefined || patterns.some((pattern) => fits(text, pattern));
  return (
    any(when.attendee, attendee.name) &&
    (when.emailDomain === undefined || isOfDomain(attendee.email, when.emailDomain)) &&
    any(when.country, attendee.address.countryOrRegion) &&
    answers.every(([name, patterns]) => any(patterns, answerTo(attendee, questions[name] ?? [])))
  );
}

function isOfDomain(email: string, domains: readonly string[]): boolean {
  const domain = asciiDomain(email.trim().slice(email.trim().lastIndexOf('@') + 1));
  return domain !== '' && domains.some((wanted) => fits(domain, asciiDomain(wanted.replace(/^@/, '')) || wanted));
}

/** Domains looked up lately; people of one company come in numbers. */
const asciiDomains = new Map<string, string>();

function asciiDomain(domain: string): string {
  const found = asciiDomains.get(domain);
  if (found !== undefined) return found;
  if (asciiDomains.size >= 1_000) asciiDomains.clear();
  const ascii = domainToASCII(domain);
  asciiDomains.set(domain, ascii);
  return ascii;
}

function plain(text: string): string {
  return text.normalize('NFC').trim().toLowerCase();
}

function patternOf(pattern: string): RegExp {
  const source = pattern.normalize('NFC').trim();
  const escaped = source
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '[\\s\\S]*')
    .replaceAll('?', '[\\s\\S]');
  return new RegExp(`^${escaped}$`, 'iu');
}
