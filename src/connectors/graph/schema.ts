import { z } from 'zod';

/**
 * What we need of Graph's shapes, and no more. Nearly everything may be missing from a body (Graph reference 4.1, 2.2); only what an
 * appointment cannot be billed without is required.
 */
const text = z.string().nullish();
const count = z.number().int().nullish();

export const ListEnvelope = z.object({ value: z.array(z.unknown()) });

const DateTimeTimeZone = z.object({ dateTime: z.string(), timeZone: text });

const Answer = z.object({ questionId: text, question: text, answer: text, selectedOptions: z.array(z.string()).nullish() });

const Address = z.object({ street: text, city: text, state: text, postalCode: text, countryOrRegion: text });

export const Customer = z.object({
  customerId: text,
  name: text,
  emailAddress: text,
  phone: text,
  notes: text,
  location: z.object({ address: Address.nullish() }).nullish(),
  customQuestionAnswers: z.array(Answer).nullish(),
});
export type Customer = z.infer<typeof Customer>;

export const GraphAppointment = z.object({
  id: z.string().min(1),
  /** v1.0 names first, then beta's, which one v1.0 example shows too (fact 7). */
  startDateTime: DateTimeTimeZone.nullish(),
  endDateTime: DateTimeTimeZone.nullish(),
  start: DateTimeTimeZone.nullish(),
  end: DateTimeTimeZone.nullish(),
  serviceId: text,
  serviceName: text,
  serviceNotes: text,
  staffMemberIds: z.array(z.string()).nullish(),
  customers: z.array(Customer).nullish(),
  customerName: text,
  customerEmailAddress: text,
  customerPhone: text,
  customerNotes: text,
  maximumAttendeesCount: count,
  filledAttendeesCount: count,
  price: z.number().nullish(),
  priceType: text,
  additionalInformation: text,
  appointmentLabel: text,
  selfServiceAppointmentId: text,
  createdDateTime: text,
  lastUpdatedDateTime: text,
});
export type GraphAppointment = z.infer<typeof GraphAppointment>;

export const GraphBusiness = z.object({
  id: text,
  displayName: text,
  defaultCurrencyIso: text,
  bookingPageSettings: z.object({ businessTimeZone: text }).nullish(),
});
export type GraphBusiness = z.infer<typeof GraphBusiness>;

export const GraphService = z.object({
  id: z.string().min(1),
  displayName: text,
  description: text,
  defaultPrice: z.number().nullish(),
  defaultPriceType: text,
  maximumAttendeesCount: count,
});
export type GraphService = z.infer<typeof GraphService>;

/** A staff member: the name is all we show (5.4). */
export const GraphStaffMember = z.object({ id: z.string().min(1), displayName: text });

/** Where a body departs from its schema: `startDateTime.dateTime: expected string`. */
export function faultOf(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue ? `${issue.path.join('.') || 'body'}: ${issue.message}` : 'unknown';
}
