import { z } from 'zod';

const text = z.string({ error: 'write a text here' }).min(1, 'must not be empty');
const texts = z
  .union([text, z.array(text).min(1)], { error: 'write one text, or a list of texts' })
  .transform((value) => (typeof value === 'string' ? [value] : value));
const template = z.string({ error: 'write a text; put {{ variables }} in quotes' });
const yesNo = z.boolean({ error: 'write true or false' });
const currency = z.string().regex(/^[A-Z]{3}$/, 'write a three-letter ISO code in capitals, for instance EUR');
const decimal = z
  .union([z.number(), z.string()], { error: 'write a number' })
  .transform(String)
  .refine((value) => /^\d{1,12}(\.\d{1,5})?$/.test(value), 'write a positive number with at most five decimals');

/** When a rule applies. All lines must hold; of several values in one line, any. `*` and `?` are wildcards, case is ignored. */
const conditionShape = {
  business: texts.describe('Mailbox address of the Bookings business.').optional(),
  service: texts.describe('Service id, or its name; the name may hold wildcards.').optional(),
  staff: texts.describe('Id of a staff member of the appointment.').optional(),
  label: texts.describe('Label staff put on the appointment.').optional(),
  selfService: yesNo.describe('true: booked on the public page; false: entered by staff.').optional(),
  attendee: texts.describe('Name of the attendee.').optional(),
  emailDomain: texts.describe('What follows the @ of the attendee’s e-mail address.').optional(),
  country: texts.describe('Country of the attendee’s address, as written in Bookings.').optional(),
  answers: z.record(z.string(), texts).describe('Answers to questions named under "questions".').optional(),
} as const;
const Condition = z.strictObject(conditionShape);
const PayerCondition = z.strictObject({
  ...conditionShape,
  customer: texts.describe('Number of the attendee’s own customer in Business Central.').optional(),
});
const ServiceCondition = z.strictObject({ business: conditionShape.business, service: conditionShape.service });

const Business = z.strictObject({
  id: z.string().trim().toLowerCase().min(3).describe('Mailbox address of the Bookings business.'),
  name: text.describe('Name for texts ({{ business.name }}). Default: the id.').optional(),
  company: text.describe('Name or id of the Business Central company that bills this business.').optional(),
  currency: currency.describe('Used when Bookings does not say the currency.').optional(),
  timeZone: text.describe('IANA name, used when Bookings does not say the zone: Europe/Copenhagen.').optional(),
  pricesIncludeTax: z
    .enum(['yes', 'no', 'as-erp'], { error: 'write yes, no or as-erp' })
    .describe('Whether prices in Bookings include tax. as-erp: take them as the customer card in Business Central does.')
    .default('as-erp'),
  cashCustomer: text.describe('Customer number that pays for people without an e-mail address or a name.').optional(),
  graceMinutes: z.number().int().min(0).max(525_600).describe('Overrides the general graceMinutes.').optional(),
});

const Route = z.strictObject({ when: Condition, company: text });

const Ignore = z.strictObject({ when: Condition, reason: text.describe('Shown on the list.') });

const CustomerTemplate = z.strictObject({
  name: text.optional(),
  when: Condition.optional(),
  fields: z.record(z.string(), template),
});
const Customers = z.strictObject({
  create: z
    .enum(['when-due', 'when-seen', 'never'], { error: 'write when-due, when-seen or never' })
    .describe('when-due: once an appointment has ended; when-seen: as soon as it is booked; never: a person assigns customers.')
    .default('when-due'),
  samePerson: z
    .enum(['booking-customer', 'email', 'email-and-name'], { error: 'write booking-customer, email or email-and-name' })
    .describe('What makes two bookings the same person. email-and-name keeps people apart who share one mailbox.')
    .default('booking-customer'),
  templates: z.array(CustomerTemplate).describe('The first whose condition holds is used.').default([]),
});

const Payer = z.strictObject({
  when: PayerCondition,
  unless: Condition.describe('Exceptions.').optional(),
  payer: text.describe('Customer number in Business Central.'),
  as: z
    .enum(['bill-to', 'sell-to'], { error: 'write bill-to or sell-to' })
    .describe(
      'bill-to: the attendee stays the customer, the payer gets the invoice; sell-to: the payer takes the attendee’s place.',
    )
    .default('bill-to'),
});

const Service = z.strictObject({
  when: ServiceCondition,
  item: text.describe('Number of the item in Business Central.').optional(),
  price: z
    .enum(['per-seat', 'per-event'], { error: 'write per-seat or per-event' })
    .describe('per-seat: everyone pays the price; per-event: one payer pays it once.')
    .default('per-seat'),
  payer: text.describe('Who pays a per-event price: "organiser" (the first attendee) or a customer number.').default('organiser'),
  hours: z
    .strictObject({
      stepMinutes: z.number().int().min(1).max(1440),
      round: z.enum(['up', 'down', 'nearest'], { error: 'write up, down or nearest' }).default('nearest'),
    })
    .describe('Rounds the length of hourly services. Without it the exact length counts.')
    .optional(),
  free: z
    .enum(['exclude', 'zero-line'], { error: 'write exclude or zero-line' })
    .describe('What to do with free appointments.')
    .default('exclude'),
  fallbackPrice: z
    .strictObject({ amount: decimal, currency, per: z.enum(['appointment', 'hour'], { error: 'write appointment or hour' }) })
    .describe('Used when Bookings names no definite price. Without it a person sets the price.')
    .optional(),
  unit: text.describe('Unit of measure code for the line. Without it, the item’s.').optional(),
  taxCode: text.describe('Tax group or VAT product posting group for the line. Without it, the item’s.').optional(),
});

const ItemTemplate = z.strictObject({
  name: text.optional(),
  when: ServiceCondition.optional(),
  fields: z.record(z.string(), template),
});
const Items = z.strictObject({
  create: yesNo.describe('Whether missing items are created in Business Central.').default(false),
  templates: z.array(ItemTemplate).default([]),
});

const datePolicies = ['today', 'service-date', 'last-service-date', 'period-end'] as const;
const Invoice = z.strictObject({
  grouping: z
    .enum(['payer', 'booking', 'period', 'purchase-order'], { error: 'write payer, booking, period or purchase-order' })
    .describe('What shares one draft. Currencies, companies and payers never mix.')
    .default('payer'),
  period: z.enum(['month', 'week'], { error: 'write month or week' }).default('month'),
  periodOf: z
    .enum(['start', 'end'], { error: 'write start or end' })
    .describe('Which end of a long appointment decides its service date and period.')
    .default('start'),
  maxLines: z.number().int().min(1).max(1000).default(500),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, 'write a language code, for instance en or da')
    .default('en'),
  documentDate: z.enum(datePolicies, { error: `write ${datePolicies.join(', ')}` }).default('today'),
  postingDate: z.enum([...datePolicies, 'as-erp'], { error: `write ${datePolicies.join(', ')} or as-erp` }).default('as-erp'),
  dueDays: z
    .number()
    .int()
    .min(0)
    .max(3650)
    .describe('Days after the document date. Without it the payment terms decide.')
    .optional(),
  line: z
    .strictObject({
      description: template.describe('Line text, at most 100 characters; longer texts are cut.'),
      reference: template.describe('Added to the line text and never cut.').optional(),
      description2: template.describe('Second line text, at most 50 characters.').optional(),
    })
    .default({ description: '{{ service.name }} {{ appointment.date }}' }),
  header: z
    .record(z.string(), template)
    .describe('Fields of the document; appointments whose values differ never share one.')
    .default({}),
  purchaseOrder: template.describe('The payer’s purchase order number, usually {{ answers.purchaseOrder }}.').default(''),
  comments: z.array(template).describe('Text lines at the top of the document. Empty ones are left out.').default([]),
});

/** The whole rule set; its parts may be spread over several files. */
export const RulesFile = z.strictObject({
  businesses: z.array(Business).default([]),
  routing: z
    .array(Route)
    .describe('The first route whose condition holds wins; otherwise the company of the business.')
    .default([]),
  graceMinutes: z.number().int().min(0).max(525_600).describe('How long after its end an appointment becomes due.').default(0),
  ignore: z.array(Ignore).describe('Appointments that are never billed.').default([]),
  questions: z
    .record(z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'use a name of letters and digits that starts small'), texts)
    .describe('Names for custom questions: each lists the question ids or wordings that mean it.')
    .default({}),
  customers: Customers.prefault({}),
  payers: z.array(Payer).describe('The first whose condition holds wins.').default([]),
  services: z.array(Service).describe('The first whose condition holds wins.').default([]),
  items: Items.prefault({}),
  invoice: Invoice.prefault({}),
});
export type RulesContent = z.output<typeof RulesFile>;
export type ConditionRule = z.output<typeof PayerCondition>;
export type BusinessRule = z.output<typeof Business>;
export type PayerRule = z.output<typeof Payer>;
export type ServiceRule = z.output<typeof Service>;
export type DatePolicy = (typeof datePolicies)[number];

/** JSON Schema of the rule files, for editors that check while one types. */
export function rulesJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(RulesFile, { io: 'input' }), title: 'Bookledger rules and templates' };
}
