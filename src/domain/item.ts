import type { Attendee, PriceType } from './booking.js';
import type { DecimalText } from './money.js';
import { blocks, type Problem } from './problems.js';
import type { Instant, LocalDate } from './time.js';
import { say, type Words } from './words/sentence.js';

/** What Bookings still says of an item: `missing` was not found once, `gone` was confirmed, `left` means the attendee left the group. */
export const sourceStates = ['present', 'missing', 'gone', 'left'] as const;
export type SourceState = (typeof sourceStates)[number];

/** Why an item is not billed although it took place. */
export const exclusionReasons = [
  'marked-invoiced',
  'charge-removed',
  'waived',
  'void',
  'leave-as-is',
  'free',
  'ignored-by-rule',
  'no-show-not-charged',
] as const;
export type ExclusionReason = (typeof exclusionReasons)[number];

/** The reasons a person may give; the others come from rules. */
export const personalExclusionReasons = [
  'charge-removed',
  'waived',
  'void',
  'no-show-not-charged',
] as const satisfies readonly ExclusionReason[];

/**
 * Fact one of three: what the source last said about one appointment × one attendee who pays. Written only by `pull` and `vanish`.
 */
export interface ItemFacts {
  /** Stable: the same appointment and attendee give the same id on every reading. */
  id: string;
  businessId: string;
  appointmentId: string;
  /** `id:{customerId}`, `email:{address}`, `name:{name}`, `event` (one payer for all seats) or `nobody`; `~2` for a second seat of one person. */
  attendeeKey: string;
  /** The BC company the routing chose; null when no route fits. */
  companyId: string | null;
  /** Who must become a customer: identifies the person within the business. Null when nobody is known. */
  partyKey: string | null;
  serviceId: string;
  serviceName: string;
  startsAt: Instant;
  endsAt: Instant;
  /** `endsAt` plus the configured grace: from here on the item may be ready. */
  maturesAt: Instant;
  /** The business's zone, for days and months. */
  timeZone: string | null;
  priceType: PriceType;
  /** Graph's double, as received. */
  price: number;
  /** Currency of the business; null when neither Bookings nor the configuration says. */
  currency: string | null;
  attendee: Attendee | null;
  maximumAttendeesCount: number;
  filledAttendeesCount: number | null;
  /** How many attendees the reading listed. */
  listedAttendeesCount: number;
  staffMemberIds: string[];
  /** Their names, in the same order; the id where the name is not known. */
  staffNames: string[];
  label: string;
  serviceNotes: string;
  additionalInformation: string;
  selfService: boolean;
  lastUpdatedAt: Instant | null;
  createdAt: Instant | null;
  /** What was wrong with the reading itself (an id with a slash, attendees not told, a broken record). */
  readingProblems: Problem[];
}

/** Who decided something, when and why. */
export interface Signed {
  by: string;
  at: Instant;
  reason: string;
}

/** A person's word that the item is not to be billed by us (BC-40, SB-13, BK-13). Undone by removing it. */
export interface Exclusion extends Signed {
  kind: ExclusionReason;
  /** Document number when it was invoiced elsewhere. */
  reference: string | null;
}

/** A person's price, replacing the source's. The original stays in the facts. */
export interface PriceOverride extends Signed {
  /** In the item's currency. */
  unitPrice: DecimalText;
  quantity: DecimalText;
}

/** First and last day of a billing period, in the zone of the business. */
export interface BillingPeriod {
  from: LocalDate;
  to: LocalDate;
}

/**
 * A person's billing period instead of the one the service date falls in (D.1.12, E-22). It stands as decided, whatever length the rules give
 * periods later.
 */
export interface PeriodOverride extends Signed, BillingPeriod {
  /** The period of the service date when this was decided; null while the zone of the business was not known. */
  instead: BillingPeriod | null;
}

/** Fact two: what a person decided. All null until someone acts. */
export interface ItemDecision {
  exclusion: Exclusion | null;
  price: PriceOverride | null;
  period: PeriodOverride | null;
  /** Local day before which the item must not be drafted (NX-13). */
  notBefore: (Signed & { date: LocalDate; instant: Instant }) | null;
  /** Bill the attendee although a payer rule says otherwise (NX-5). */
  billAttendee: Signed | null;
  /** Warnings a person has looked at, for instance `possible-duplicate`. */
  confirmed: Signed | null;
}

/** An ERP record as a line or document refers to it. */
export interface ErpReference {
  id: string;
  number: string;
  name: string;
}

/** What the mapping made of the facts and decisions: a cache, recomputed whenever an input changes. */
export interface ItemBilling {
  sellTo: ErpReference | null;
  /** Null: BC's own default applies (the sell-to customer or its card's bill-to). */
  billTo: ErpReference | null;
  erpItem: ErpReference | null;
  quantity: DecimalText | null;
  unitPrice: DecimalText | null;
  /** quantity × unitPrice in the currency's precision; tax as the ERP decides. */
  amount: DecimalText | null;
  currency: string | null;
  description: string | null;
  /** Excluded by a rule rather than a person. */
  exclusion: ExclusionReason | null;
  /** How the price came about and who pays, or why a rule leaves the item out. */
  reasoning: Words;
  problems: Problem[];
}

/** Everything we know of one billing item. */
export interface BillingItem {
  facts: ItemFacts;
  sourceState: SourceState;
  /** When the request that told the facts began. */
  readAt: Instant;
  /** When we first saw it. */
  firstSeenAt: Instant;
  decision: ItemDecision;
  /** Fact three: the invoice that has claimed it. */
  invoiceId: string | null;
  billing: ItemBilling;
  /** The last refusal of the ERP that concerns this item; cleared by a retry. */
  refusal: Problem | null;
  stage: Stage;
  /** Goes up with every write; a preview or an edit is bound to it. */
  version: number;
  /** When anything about it last changed. */
  changedAt: Instant;
}

/** The part of the state that does not depend on the time of day. Stored beside the facts it is computed from. */
export const stages = [
  'ready',
  'blocked',
  'drafting',
  'drafted',
  'sent',
  'posted',
  'paid',
  'credited',
  'excluded',
  'cancelled',
] as const;
export type Stage = (typeof stages)[number];

/** A decision nobody has made yet. */
export const undecided: ItemDecision = {
  exclusion: null,
  price: null,
  period: null,
  notBefore: null,
  billAttendee: null,
  confirmed: null,
};

/** A billing of nothing, to start from. */
export const unmapped: ItemBilling = {
  sellTo: null,
  billTo: null,
  erpItem: null,
  quantity: null,
  unitPrice: null,
  amount: null,
  currency: null,
  description: null,
  exclusion: null,
  reasoning: [],
  problems: [],
};

/** The billing of an item that was read but not yet matched: never ready, so that a failed match offers nothing half-known. */
export const notYetMapped: ItemBilling = {
  ...unmapped,
  problems: [blocks('not-mapped', 'wait', say('not-mapped'))],
};
