import type { Attendee } from '../domain/booking.js';
import { normaliseEmail } from '../domain/email.js';
import type { ItemDecision, ItemFacts } from '../domain/item.js';
import { cashCustomerOf, ignoreReasonOf, matchingPayers } from './lookup.js';
import { digest } from './digest.js';
import type { Rules } from './rules.js';
import { serviceRuleOf } from './services.js';

const longestKey = 200;

/** A name in the form two spellings of it share: NFC, lower case, single spaces. */
export function normaliseName(text: string): string {
  return text.normalize('NFC').trim().toLowerCase().replace(/\s+/gu, ' ');
}

/** Who took a seat, within the appointment: `id:…`, `email:…`, `name:…`, or `nobody` when nothing is known. */
export function attendeeKeyOf(attendee: Attendee | null): string {
  if (attendee === null) return 'nobody';
  if (attendee.customerId !== null && attendee.customerId !== '') return shorten('id:', attendee.customerId.toLowerCase());
  const email = normaliseEmail(attendee.email);
  if (email !== null) return shorten('email:', email);
  const name = normaliseName(attendee.name);
  return name === '' ? 'nobody' : shorten('name:', name);
}

/**
 * Who must become a customer, within the business. By default the Bookings customer id, so that an answer survives a new e-mail address
 * (E-6); the rules may key by e-mail, or by e-mail and name for families that share a mailbox (E-5). Null when nobody is known.
 */
export function partyKeyOf(
  businessId: string,
  attendee: Attendee | null,
  samePerson: Rules['customers']['samePerson'],
): string | null {
  const key = personKey(attendee, samePerson);
  return key === 'nobody' ? null : shorten(`${businessId}|`, key);
}

/**
 * Numbers of the ERP customers the rules may bill for this item: payers, the payer of an event, the cash customer. All that can apply are
 * named, also those that depend on who the attendee turns out to be.
 */
export function payerNumbersOf(item: ItemFacts, decision: ItemDecision, rules: Rules): string[] {
  const numbers = new Set<string>();
  const service = serviceRuleOf(item, rules);
  if (service?.price === 'per-event' && service.payer !== 'organiser') numbers.add(service.payer);
  if (decision.billAttendee === null) for (const payer of matchingPayers(item, null, rules)) numbers.add(payer.payer);
  const cash = needsCashCustomer(item) ? cashCustomerOf(item, rules) : null;
  if (cash !== null) numbers.add(cash);
  return [...numbers].sort();
}

/**
 * True when the attendee should be looked for, or made a customer, in the ERP: not when a rule ignores the appointment, it is free and left
 * out, or a payer takes the attendee's place.
 */
export function needsOwnCustomer(item: ItemFacts, decision: ItemDecision, rules: Rules): boolean {
  if (item.partyKey === null || !isBillable(item, decision, rules)) return false;
  if (decision.billAttendee !== null) return true;
  const payer = matchingPayers(item, null, rules)[0];
  return payer?.as !== 'sell-to' || payer.when.customer !== undefined;
}

/** False when the rules keep the item off every invoice: ignored, or free. Nothing is created in the ERP for those. */
export function isBillable(item: ItemFacts, decision: ItemDecision, rules: Rules): boolean {
  if (ignoreReasonOf(item, rules) !== null) return false;
  return item.priceType !== 'free' || decision.price !== null || serviceRuleOf(item, rules)?.free === 'zero-line';
}

/** True for people who can never be found or made a customer by themselves: no usable e-mail address, or no name (E-13). */
export function needsCashCustomer(item: Pick<ItemFacts, 'attendee'>): boolean {
  return item.attendee === null || normaliseEmail(item.attendee.email) === null || normaliseName(item.attendee.name) === '';
}

function personKey(attendee: Attendee | null, samePerson: Rules['customers']['samePerson']): string {
  const email = attendee === null ? null : normaliseEmail(attendee.email);
  if (attendee === null || email === null || samePerson === 'booking-customer') return attendeeKeyOf(attendee);
  return samePerson === 'email' ? `email:${email}` : `email:${email}|${normaliseName(attendee.name)}`;
}

function shorten(prefix: string, value: string): string {
  return value.length <= longestKey - prefix.length ? prefix + value : `${prefix}#${digest(value)}`;
}
