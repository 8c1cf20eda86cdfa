/** What the imitated Bookings knows. Appointments are kept compact and rendered when asked for, so that 100,000 fit. */
import type { AppointmentBook } from './appointment-book.js';

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

/** An entity held as the JSON it is sent as. */
export interface Entity {
  id: string;
  displayName: string;
  [property: string]: unknown;
}

export interface Service extends Entity {
  defaultPrice: number;
  defaultPriceType: PriceType;
  /** ISO 8601 duration. */
  defaultDuration: string;
  maximumAttendeesCount: number;
}

/** A customer of a business; `id` is the GUID that appointments carry. */
export interface Customer extends Entity {
  emailAddress: string | null;
  phones: { number: string; type: string }[];
}

export interface Answer {
  questionId: string;
  question: string;
  answerInputType: 'text' | 'radioButton';
  answerOptions: string[];
  isRequired: boolean;
  answer: string | null;
  selectedOptions: string[];
}

/** One attendee, with the copies of name and address taken when the booking was made. Never changed in place: it may be shared. */
export interface Attendee {
  readonly customerId: string;
  readonly name: string | null;
  readonly emailAddress: string | null;
  readonly phone: string | null;
  readonly notes: string | null;
  readonly timeZone: string;
  readonly answers: readonly Answer[];
}

export interface Appointment {
  id: string;
  /** Place in the order of creation, also the position of a list page. */
  sequence: number;
  startMs: number;
  endMs: number;
  service: Service;
  /** Copies taken from the service when the booking was made. */
  serviceName: string;
  price: number;
  priceType: PriceType;
  maximumAttendeesCount: number;
  attendees: readonly Attendee[];
  staffMemberIds: readonly string[];
  createdMs: number;
  updatedMs: number;
  /** Set when the customer booked on the page. */
  selfService: boolean;
  /** Properties that few bookings have: serviceNotes, customerNotes, appointmentLabel and whatever a PATCH wrote. */
  extra?: Readonly<Record<string, unknown>>;
}

export interface Business {
  /** The mailbox address, in the case it is answered in. */
  id: string;
  displayName: string;
  /** IANA name, for seeding; what the API shows is in `body.bookingPageSettings`. */
  timeZone: string;
  body: Entity;
  customers: Map<string, Customer>;
  services: Map<string, Service>;
  staffMembers: Map<string, Entity>;
  customQuestions: Map<string, Entity>;
  appointments: AppointmentBook;
}
