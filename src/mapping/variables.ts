/** Where a template is used; each kind knows other variables. */
export const templateKinds = ['customer', 'item', 'line', 'comment'] as const;
export type TemplateKind = (typeof templateKinds)[number];

/** One variable: what it holds, and in which templates it may be used. */
export interface Variable {
  sentence: string;
  kinds: readonly TemplateKind[];
}

const person = ['customer', 'line'] as const;
const line = ['line'] as const;
const bill = ['line', 'comment'] as const;
const all = templateKinds;

/** The one list of variables: what templates may use, what help shows, what the documentation prints. */
export const variables = {
  'attendee.name': { sentence: 'Name of the person who booked.', kinds: person },
  'attendee.email': { sentence: 'E-mail address of the person, in lower case.', kinds: person },
  'attendee.phone': { sentence: 'Telephone number as typed.', kinds: person },
  'attendee.notes': { sentence: 'What the person wrote as a note. Stored only when a template uses it.', kinds: person },
  'attendee.street': { sentence: 'Street of the person’s address.', kinds: person },
  'attendee.city': { sentence: 'City of the person’s address.', kinds: person },
  'attendee.state': { sentence: 'State or county of the person’s address.', kinds: person },
  'attendee.postalCode': { sentence: 'Postal code of the person’s address.', kinds: person },
  'attendee.country': { sentence: 'Country as written in Bookings; the filter country_code makes a code of it.', kinds: person },
  'attendee.id': { sentence: 'Id of the person in Bookings; empty when Bookings gives none.', kinds: person },
  'appointment.date': { sentence: 'Day of the service, 2026-06-01, in the zone of the business.', kinds: line },
  'appointment.endDate': { sentence: 'Day on which the appointment ended.', kinds: line },
  'appointment.startTime': { sentence: 'Time of day it began, 14:30.', kinds: line },
  'appointment.endTime': { sentence: 'Time of day it ended.', kinds: line },
  'appointment.startsAt': { sentence: 'Moment it began, for the filter date.', kinds: line },
  'appointment.endsAt': { sentence: 'Moment it ended, for the filter date.', kinds: line },
  'appointment.minutes': { sentence: 'Real length in minutes.', kinds: line },
  'appointment.hours': { sentence: 'Real length in hours, 1.5.', kinds: line },
  'appointment.reference': { sentence: 'Short code of this appointment and person, for finding it again.', kinds: line },
  'appointment.id': { sentence: 'Id of the appointment in Bookings; long.', kinds: line },
  'appointment.label': { sentence: 'Label staff put on the appointment.', kinds: line },
  'appointment.serviceNotes': { sentence: 'Notes of staff. Stored only when a template uses them.', kinds: line },
  'appointment.additionalInformation': {
    sentence: 'Information sent with the confirmation. Stored only when a template uses it.',
    kinds: line,
  },
  'appointment.selfService': { sentence: 'true when booked on the public page, else false.', kinds: line },
  'appointment.seats': { sentence: 'How many people fit.', kinds: line },
  'appointment.takenSeats': { sentence: 'How many people were listed.', kinds: line },
  'appointment.priceType': { sentence: 'Price type in Bookings: fixedPrice, hourly, free and so on.', kinds: line },
  'service.name': { sentence: 'Name of the service.', kinds: ['customer', 'item', 'line'] },
  'service.id': { sentence: 'Id of the service in Bookings.', kinds: ['customer', 'item', 'line'] },
  'service.description': { sentence: 'Description of the service.', kinds: ['item'] },
  'service.price': { sentence: 'Default price of the service.', kinds: ['item'] },
  'service.priceType': { sentence: 'Default price type of the service.', kinds: ['item'] },
  'business.id': { sentence: 'Mailbox address of the Bookings business.', kinds: all },
  'business.name': { sentence: 'Name of the business as the rules give it, else its mailbox address.', kinds: all },
  'customer.number': { sentence: 'Number of the customer in Business Central.', kinds: bill },
  'customer.name': { sentence: 'Name of the customer in Business Central.', kinds: bill },
  'payer.number': { sentence: 'Number of the customer who gets the invoice; empty when it is the customer.', kinds: bill },
  'payer.name': { sentence: 'Name of the customer who gets the invoice; empty when it is the customer.', kinds: bill },
  'price.quantity': { sentence: 'Quantity of the line.', kinds: line },
  'price.unit': { sentence: 'Unit price of the line.', kinds: line },
  'price.amount': { sentence: 'Amount of the line; the filter money gives it all its decimals.', kinds: line },
  'price.currency': { sentence: 'Currency code of the line.', kinds: bill },
  'period.month': { sentence: 'Month of the service, 2026-06.', kinds: bill },
  'period.from': { sentence: 'First day of the billing period of the service.', kinds: bill },
  'period.to': { sentence: 'Last day of the billing period of the service.', kinds: bill },
  'invoice.date': { sentence: 'Document date.', kinds: ['comment'] },
  'invoice.firstDate': { sentence: 'First day of service on the document.', kinds: ['comment'] },
  'invoice.lastDate': { sentence: 'Last day of service on the document.', kinds: ['comment'] },
  'invoice.appointments': { sentence: 'How many appointments the document bills.', kinds: ['comment'] },
  'invoice.purchaseOrder': { sentence: 'Purchase order number of the document.', kinds: ['comment'] },
} as const satisfies Record<string, Variable>;

/** The sentence for `answers.NAME`, one variable for every name under `questions`. */
export const answerSentence = 'Answer to the custom question of that name under "questions"; empty when not asked or left blank.';
const answerKinds: readonly TemplateKind[] = person;

/** Names of all variables a template of this kind may use. */
export function variablesFor(kind: TemplateKind, questionNames: readonly string[]): string[] {
  const fixed = Object.entries(variables).filter(([, variable]) => (variable.kinds as readonly TemplateKind[]).includes(kind));
  const answers = answerKinds.includes(kind) ? questionNames.map((name) => `answers.${name}`) : [];
  return [...fixed.map(([name]) => name), ...answers];
}
