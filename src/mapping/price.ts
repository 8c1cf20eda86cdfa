import type { PriceType } from '../domain/booking.js';
import type { ItemDecision, ItemFacts } from '../domain/item.js';
import {
  currencyDigits,
  hoursFromMinutes,
  multiply,
  priceFromDouble,
  roundMinutes,
  roundTo,
  type DecimalText,
} from '../domain/money.js';
import { blocks, warns, type Problem } from '../domain/problems.js';
import { elapsedMinutes } from '../domain/time.js';
import { unitPriceForExact } from './exact-hours.js';
import type { ServiceRule } from './schema.js';

/** What a line costs: `amount` is quantity × unitPrice, half-up in the currency's precision, as BC computes it (BC reference 5.1). */
export interface Price {
  quantity: DecimalText;
  unitPrice: DecimalText;
  amount: DecimalText;
  currency: string;
}

/** How an item is priced. `price` is null when a person must act, or when the item is free and excluded. */
export interface Pricing {
  price: Price | null;
  free: boolean;
  /** One sentence. */
  reasoning: string;
  problems: Problem[];
}

const dayMinutes = 24 * 60;

/**
 * The price of an item (E-3, E-4, E-8, E-25; F-7). A person's price wins over everything; without a currency nothing can be priced.
 */
export function priceItem(facts: ItemFacts, decision: ItemDecision, service: ServiceRule | null): Pricing {
  const { currency } = facts;
  const length = lengthProblems(facts, decision.price !== null);
  const isFree = facts.priceType === 'free' && decision.price === null;
  if (isFree && service?.free !== 'zero-line') {
    return { price: null, free: true, reasoning: 'Free in Bookings: nothing to bill.', problems: [] };
  }
  if (currency === null)
    return { price: null, free: false, reasoning: '', problems: [...length, ...priceProblems(facts, decision, service, null)] };
  const priced = withCurrency(facts, decision, service, currency);
  return { ...priced, free: false, problems: [...length, ...priced.problems] };
}

type Priced = Pick<Pricing, 'price' | 'reasoning' | 'problems'>;

function withCurrency(facts: ItemFacts, decision: ItemDecision, service: ServiceRule | null, currency: string): Priced {
  if (decision.price !== null) return personsPrice(decision.price, currency);
  if (facts.priceType === 'free')
    return { ...priced('1', '0', currency), reasoning: 'Free in Bookings; the rules ask for a line of zero.', problems: [] };
  const problems = priceProblems(facts, decision, service, currency);
  if (problems.length > 0) return { price: null, reasoning: '', problems };
  if (isDefinite(facts.priceType) && facts.price > 0) {
    return billed(facts, priceFromDouble(facts.price, currency), facts.priceType === 'hourly', service, currency, 'Bookings');
  }
  const fallback = service!.fallbackPrice!;
  return billed(facts, roundTo(fallback.amount, 5), fallback.per === 'hour', service, currency, 'the rules');
}

function personsPrice(override: NonNullable<ItemDecision['price']>, currency: string): Priced {
  const { price } = priced(override.quantity, override.unitPrice, currency);
  const why = override.reason === '' ? '' : ` (${override.reason})`;
  return {
    price,
    reasoning: `${override.quantity} × ${override.unitPrice} ${currency}, set by ${override.by}${why}.`,
    problems: [],
  };
}

function billed(
  facts: ItemFacts,
  rate: DecimalText,
  hourly: boolean,
  service: ServiceRule | null,
  currency: string,
  source: string,
): Priced {
  const seat = service?.price === 'per-event' ? ' for the whole event' : facts.maximumAttendeesCount > 1 ? ' per seat' : '';
  if (!hourly)
    return { ...priced('1', rate, currency), reasoning: `Fixed price ${rate} ${currency}${seat} from ${source}.`, problems: [] };
  const minutes = billedMinutes(facts, service);
  if (minutes <= 0) return { price: null, reasoning: '', problems: [roundedToNothing(facts, service)] };
  const quantity = hoursFromMinutes(minutes);
  const unitPrice = unitPriceForExact(rate, minutes, quantity, currency);
  const rounded = minutes === elapsedMinutes(facts.startsAt, facts.endsAt) ? '' : ' (length rounded by the rules)';
  const adjusted = unitPrice === rate ? '' : `; unit price ${unitPrice} so that the amount is exact`;
  const reasoning = `${rate} ${currency} per hour${seat} from ${source} × ${minutes} minutes${rounded}${adjusted}.`;
  return { ...priced(quantity, unitPrice, currency), reasoning, problems: [] };
}

function priced(quantity: DecimalText, unitPrice: DecimalText, currency: string): { price: Price } {
  return { price: { quantity, unitPrice, amount: roundTo(multiply(quantity, unitPrice), currencyDigits(currency)), currency } };
}

function billedMinutes(facts: ItemFacts, service: ServiceRule | null): number {
  const minutes = elapsedMinutes(facts.startsAt, facts.endsAt);
  return service?.hours === undefined ? minutes : roundMinutes(minutes, service.hours.stepMinutes, service.hours.round);
}

function isDefinite(type: PriceType): boolean {
  return type === 'fixedPrice' || type === 'hourly';
}

function priceProblems(
  facts: ItemFacts,
  decision: ItemDecision,
  service: ServiceRule | null,
  currency: string | null,
): Problem[] {
  if (decision.price !== null || facts.priceType === 'free') return [];
  const values = { priceType: facts.priceType, price: String(facts.price) };
  if (isDefinite(facts.priceType) && Number.isFinite(facts.price) && facts.price > 0) return [];
  const fallback = service?.fallbackPrice;
  if (!isDefinite(facts.priceType) && fallback !== undefined && (currency === null || fallback.currency === currency)) return [];
  if (isDefinite(facts.priceType)) {
    const message = `The price in Bookings is ${facts.price}, although the service is not marked as free. Set the price here, or correct it in Bookings.`;
    return [blocks('suspicious-price', 'set-price', message, values)];
  }
  return [
    blocks(
      'needs-price',
      'set-price',
      `Bookings names no definite price (${priceWords[facts.priceType]}). Set the price here.`,
      values,
    ),
  ];
}

const priceWords: Readonly<Record<PriceType, string>> = {
  undefined: 'none given',
  fixedPrice: 'fixed price',
  startingAt: 'starting at',
  hourly: 'hourly',
  free: 'free',
  priceVaries: 'price varies',
  callUs: 'call us',
  notSet: 'not set',
  unknownFutureValue: 'a kind of price this program does not know',
};

/** With a person's price the length no longer decides the amount, so it only warns (E-25). */
function lengthProblems(facts: ItemFacts, priceIsSet: boolean): Problem[] {
  const minutes = elapsedMinutes(facts.startsAt, facts.endsAt);
  const values = { minutes: String(minutes) };
  const say = priceIsSet ? warns : blocks;
  const todo = priceIsSet ? 'The price set here is billed.' : 'Correct the times in Bookings, or set quantity and price here.';
  if (minutes === 0)
    return [say('zero-length', 'set-price', `The appointment begins and ends at the same moment. ${todo}`, values)];
  if (minutes < 0) return [say('negative-length', 'set-price', `The appointment ends before it begins. ${todo}`, values)];
  if (minutes <= dayMinutes) return [];
  const hours = hoursFromMinutes(minutes);
  return [
    warns('very-long', 'confirm', `The appointment lasts ${hours} hours, more than a day. Check the times in Bookings.`, {
      ...values,
      hours,
    }),
  ];
}

function roundedToNothing(facts: ItemFacts, service: ServiceRule | null): Problem {
  const minutes = String(elapsedMinutes(facts.startsAt, facts.endsAt));
  const step = String(service?.hours?.stepMinutes ?? '');
  const message = `The length of ${minutes} minutes is rounded down to nothing in steps of ${step} minutes. Set quantity and price here.`;
  return blocks('needs-price', 'set-price', message, { minutes, step });
}
