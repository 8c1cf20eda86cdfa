import type { Instant } from './time.js';

/** Price types of Graph, in its spelling (Graph reference 5.6). Anything newer reads as `unknownFutureValue`. */
export const priceTypes = [
  'undefined',
  'fixedPrice',
  'startingAt',
  'hourly',
  'free',
  'priceVaries',
  'callUs',
  'notSet',
  'unknownFutureValue',
] as const;
export type PriceType = (typeof priceTypes)[number];

/** A Bookings business (one calendar, one mailbox). */
export interface BookingBusiness {
  /** SMTP address of the mailbox, lower case. */
  id: string;
  displayName: string;
  /** ISO 4217, upper case; null when Bookings does not say (5.1). */
  currency: string | null;
  /** IANA name; null when Bookings does not say or says something unknown. */
  timeZone: string | null;
}

/** A bookable service. */
export interface BookingService {
  id: string;
  displayName: string;
  description: string;
  defaultPrice: number;
  defaultPriceType: PriceType;
  maximumAttendeesCount: number;
}

/** Somebody who serves customers. */
export interface StaffMember {
  id: string;
  displayName: string;
}

/** One answer to a custom question, with the text the question had when it was answered (4.2). */
export interface QuestionAnswer {
  questionId: string | null;
  question: string;
  /** The text, or the chosen options joined by ", ". Empty when left blank. */
  answer: string;
}

/** One person who booked a seat. Every field may be blank. */
export interface Attendee {
  /** Bookings customer id, GUID form, lower case; null when absent. */
  customerId: string | null;
  name: string;
  /** As typed. */
  email: string;
  phone: string;
  notes: string;
  address: { street: string; city: string; state: string; postalCode: string; countryOrRegion: string };
  answers: QuestionAnswer[];
}

/** One appointment as Bookings last told it, in our words. */
export interface Appointment {
  businessId: string;
  id: string;
  serviceId: string;
  serviceName: string;
  startsAt: Instant;
  endsAt: Instant;
  priceType: PriceType;
  /** Graph's double, as received. Turned into an exact decimal once, by the mapping. */
  price: number;
  /** `null`: this reading does not tell the attendees (lists leave them out, 4.3). */
  attendees: Attendee[] | null;
  maximumAttendeesCount: number;
  /** Graph's own count of taken seats; may differ from `attendees.length` (4.4). */
  filledAttendeesCount: number | null;
  staffMemberIds: string[];
  label: string;
  serviceNotes: string;
  additionalInformation: string;
  /** Set when the customer booked on the public page. */
  selfService: boolean;
  /** Null when Graph leaves it out (US Government, some list answers). */
  lastUpdatedAt: Instant | null;
  createdAt: Instant | null;
}
