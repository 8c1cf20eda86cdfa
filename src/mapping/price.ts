import type { PriceType } from '../domain/booking.js';
import type { ItemDecision, ItemFacts } from '../domain/item.js';
import {
  currencyDigits,
  hoursFromMinutes,
  minorOrNull,
  multiply,
  priceFromDouble,
  roundMinutes,
  roundTo,
  type DecimalText,
} from '../domain/money.js';
import { blocks, warns, type Problem } from '../domain/problems.js';
import { elapsedMinutes } from '../domain/time.js';
import { say, type Sentence, type Words } from '../domain/words/sentence.js';
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
  reasoning: Words;
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
    return { price: null, free: true, reasoning: [say('free-nothing-to-bill')], problems: [] };
  }
  if (currency === null)
    return { price: null, free: false, reasoning: [], problems: [...length, ...priceProblems(facts, decision, service, null)] };
  const priced = withinBounds(withCurrency(facts, decision, service, currency));
  return { ...priced, free: false, problems: [...length, ...priced.problems] };
}

type Priced = Pick<Pricing, 'price' | 'reasoning' | 'problems'>;

function withCurrency(facts: ItemFacts, decision: ItemDecision, service: ServiceRule | null, currency: string): Priced {
  if (decision.price !== null) return personsPrice(decision.price, currency);
  if (facts.priceType === 'free') return { ...priced('1', '0', currency), reasoning: [say('free-zero-line')], problems: [] };
  const problems = priceProblems(facts, decision, service, currency);
  if (problems.length > 0) return { price: null, reasoning: [], problems };
  if (isDefinite(facts.priceType) && facts.price > 0) {
    const rate = priceFromDouble(facts.price, currency);
    return notForNothing(billed(facts, rate, facts.priceType === 'hourly', service, currency, 'bookings'), facts, currency);
  }
  const fallback = service!.fallbackPrice!;
  return billed(facts, roundTo(fallback.amount, 5), fallback.per === 'hour', service, currency, 'rules');
}

function personsPrice(override: NonNullable<ItemDecision['price']>, currency: string): Priced {
  const { price } = priced(override.quantity, override.unitPrice, currency);
  const { quantity, unitPrice, by, reason } = override;
  const values = { quantity, unitPrice, currency, by };
  const why = reason === '' ? say('own-price', values) : say('own-price-because', { ...values, reason });
  return { price, reasoning: [why], problems: [] };
}

function billed(
  facts: ItemFacts,
  rate: DecimalText,
  hourly: boolean,
  service: ServiceRule | null,
  currency: string,
  source: 'bookings' | 'rules',
): Priced {
  const values = { rate, currency, source };
  const unit = service?.price === 'per-event' ? '-of-event' : facts.maximumAttendeesCount > 1 ? '-of-seat' : '';
  if (!hourly) return { ...priced('1', rate, currency), reasoning: [say(`fixed-price${unit}`, values)], problems: [] };
  const minutes = billedMinutes(facts, service);
  if (minutes <= 0) return { price: null, reasoning: [], problems: [roundedToNothing(facts, service)] };
  const quantity = hoursFromMinutes(minutes);
  const unitPrice = unitPriceForExact(rate, minutes, quantity, currency);
  const reasoning: Sentence[] = [say(`hourly-price${unit}`, { ...values, minutes: String(minutes) })];
  if (minutes !== elapsedMinutes(facts.startsAt, facts.endsAt)) reasoning.push(say('length-rounded'));
  if (unitPrice !== rate) reasoning.push(say('unit-price-adjusted', { unitPrice }));
  return { ...priced(quantity, unitPrice, currency), reasoning, problems: [] };
}

/** An amount beyond what can be added up exactly is a slip of the pen; it must stop its own row and no other (trap 7). */
function withinBounds(billed: Priced): Priced {
  if (billed.price === null || minorOrNull(billed.price.amount, billed.price.currency) !== null) return billed;
  const { unitPrice, quantity, currency } = billed.price;
  const sentence = say('amount-too-large', { unitPrice, quantity, currency });
  return { price: null, reasoning: [], problems: [blocks('suspicious-price', 'set-price', sentence)] };
}

/** A price below the currency's smallest unit is no decision to give something away (E-3). */
function notForNothing(billed: Priced, { price }: ItemFacts, currency: string): Priced {
  if (billed.price?.amount !== '0') return billed;
  const sentence = say('price-comes-to-nothing', { price: String(price), currency });
  return { price: null, reasoning: [], problems: [blocks('suspicious-price', 'set-price', sentence)] };
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
  if (isDefinite(facts.priceType) && Number.isFinite(facts.price) && facts.price > 0) return [];
  const fallback = service?.fallbackPrice;
  if (!isDefinite(facts.priceType) && fallback !== undefined && (currency === null || fallback.currency === currency)) return [];
  if (isDefinite(facts.priceType)) {
    return [blocks('suspicious-price', 'set-price', say('suspicious-price', { price: String(facts.price) }))];
  }
  return [blocks('needs-price', 'set-price', say('needs-price', { priceType: facts.priceType }))];
}

/** With a person's price the length no longer decides the amount, so it only warns (E-25). */
function lengthProblems(facts: ItemFacts, priceIsSet: boolean): Problem[] {
  const minutes = elapsedMinutes(facts.startsAt, facts.endsAt);
  const report = priceIsSet ? warns : blocks;
  const todo = priceIsSet ? say('own-price-is-billed') : say('correct-the-times');
  if (minutes === 0) return [report('zero-length', 'set-price', say('zero-length'), todo)];
  if (minutes < 0) return [report('negative-length', 'set-price', say('negative-length'), todo)];
  if (minutes <= dayMinutes) return [];
  return [warns('very-long', 'confirm', say('very-long', { hours: hoursFromMinutes(minutes) }))];
}

function roundedToNothing(facts: ItemFacts, service: ServiceRule | null): Problem {
  const minutes = String(elapsedMinutes(facts.startsAt, facts.endsAt));
  const step = String(service?.hours?.stepMinutes ?? '');
  return blocks('needs-price', 'set-price', say('rounded-to-nothing', { minutes, step }));
}
