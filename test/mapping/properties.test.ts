import fc from 'fast-check';
import { priceTypes, type Appointment, type Attendee } from '../../src/domain/booking.js';
import { undecided, type BillingItem } from '../../src/domain/item.js';
import { currencyDigits, multiply, roundTo, sum } from '../../src/domain/money.js';
import { problemCodes } from '../../src/domain/problems.js';
import { stageOf } from '../../src/domain/state.js';
import type { ServiceLink } from '../../src/domain/link-store.js';
import { billItem } from '../../src/mapping/bill.js';
import { customerFields } from '../../src/mapping/customer-card.js';
import { flattenAppointment } from '../../src/mapping/flatten.js';
import { composeInvoices } from '../../src/mapping/invoice.js';
import { customerLimits } from '../../src/mapping/limits.js';
import {
  appointment,
  attendee,
  companyIds,
  contextWith,
  itemOf,
  party,
  plainly,
  rulesWith,
  service,
  signed,
} from './builders.js';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 150 }),
  fc.string({ unit: 'binary', maxLength: 150 }),
  fc.constant(''),
);
const anyAttendee: fc.Arbitrary<Attendee> = fc
  .record({
    customerId: fc.option(fc.constantFrom('', 'c1', 'C2', 'c3')),
    name: text,
    email: fc.oneof(text, fc.emailAddress()),
    phone: text,
    notes: text,
  })
  .map((fields) => attendee(fields));
const mostly = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 6, arbitrary: usual }, { weight: 1, arbitrary: odd });
const startMs = fc.integer({ min: Date.parse('2025-01-01'), max: Date.parse('2027-01-01') });
const minutes = mostly(fc.integer({ min: 1, max: 600 }), fc.integer({ min: -100, max: 5000 }));
const cents = fc.integer({ min: 1, max: 5_000_000 }).map((amount) => amount / 100);
const anyAppointment: fc.Arbitrary<Appointment> = fc
  .record({
    id: fc.string({ minLength: 1, maxLength: 20 }),
    serviceId: fc.constantFrom('s1', 's2', ''),
    serviceName: text,
    startMs,
    minutes,
    priceType: mostly(fc.constantFrom('fixedPrice' as const, 'hourly' as const), fc.constantFrom(...priceTypes)),
    price: mostly(cents, fc.double()),
    attendees: mostly(fc.array(anyAttendee, { minLength: 1, maxLength: 3 }), fc.constantFrom<Attendee[] | null>(null, [])),
    filledAttendeesCount: fc.option(fc.nat(5)),
    label: text,
    serviceNotes: text,
    additionalInformation: text,
  })
  .map(({ startMs: start, minutes: length, ...fields }) => {
    const [startsAt, endsAt] = [start, start + length * 60_000].map((ms) => new Date(ms).toISOString());
    return appointment({ ...fields, startsAt: startsAt!, endsAt: endsAt! });
  });

const rules = rulesWith(`
services: [{ when: { service: s2 }, price: per-event, hours: { stepMinutes: 15 } }]
invoice:
  maxLines: 3
  line: { description: '{{ service.name }} {{ appointment.date }} {{ appointment.serviceNotes }}', reference: '{{ appointment.reference }}', description2: '{{ attendee.name }} {{ attendee.notes }}' }
  purchaseOrder: '{{ appointment.label }}'
  comments: ['{{ customer.name }} {{ invoice.purchaseOrder }}']
`);
const customers = [party(), party({ id: 'b', number: 'B' }), party({ id: 'x', blocked: 'all' }), null];

const anyItem = (currencies: readonly (string | null)[]): fc.Arbitrary<BillingItem[]> =>
  fc
    .record({
      appointment: anyAppointment,
      currency: fc.constantFrom(...currencies),
      timeZone: mostly(
        fc.constantFrom<string | null>('Europe/Copenhagen', 'America/New_York', 'Pacific/Kiritimati'),
        fc.constant(null),
      ),
      customer: fc.constantFrom(...customers),
      service: mostly(fc.constant<ServiceLink | null>(service()), fc.constant(null)),
      price: fc.option(fc.constant({ ...signed, unitPrice: '33.335', quantity: '0.33333' })),
    })
    .map((input) => {
      const facts = flattenAppointment(
        input.appointment,
        { currency: input.currency, timeZone: input.timeZone },
        rules,
        companyIds,
      );
      const context = contextWith({ party: input.customer, service: input.service, currencies: ['USD', 'JPY'] });
      return facts.map((one) => {
        const item = itemOf(one, { decision: { ...undecided, price: input.price } });
        const billing = billItem(item, context, rules);
        return { ...item, billing, stage: stageOf({ ...item, billing }, null) };
      });
    });

describe('whatever Bookings says', () => {
  test('mapping never throws, and an item is either complete or says why not', () => {
    fc.assert(
      fc.property(anyItem(['EUR', 'USD', 'JPY', 'XXX', null]), (items) => {
        for (const { stage, billing } of items) {
          const complete = [billing.sellTo, billing.erpItem, billing.amount, billing.currency, billing.description].every(
            (part) => part !== null,
          );

          expect(stage === 'ready' ? complete : true).toBe(true);
          expect(billing.problems.every((problem) => problemCodes.includes(problem.code) && problem.message !== '')).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('no item is on two drafts, none is lost, sums are right, nothing mixes and every text fits', () => {
    const many = fc.array(anyItem(['EUR', 'USD']), { maxLength: 12 }).map((lists) => lists.flat());
    let drafted = 0;
    fc.assert(
      fc.property(many, (items) => {
        const { documents, leftOut } = composeInvoices(items, plainly, rules);
        const billed = documents.flatMap((document) => document.items.map((item) => item.facts.id));
        const given = new Set(items.map((item) => item.facts.id));

        drafted += billed.length;
        expect(new Set(billed).size).toBe(billed.length);
        expect(billed.length + leftOut.length).toBe(given.size);
        for (const { draft, expectedTotal, items: on, currency } of documents) {
          const lines = draft.lines.filter((line) => line.billingItemId !== null);
          const amounts = lines.map((line) => roundTo(multiply(line.quantity, line.unitPrice), currencyDigits(currency)));

          expect(expectedTotal).toBe(sum(amounts));
          expect(lines.map((line) => line.billingItemId)).toEqual(on.map((item) => item.facts.id));
          expect(
            new Set(on.map((item) => `${item.billing.currency} ${item.facts.companyId} ${item.billing.sellTo?.id}`)).size,
          ).toBe(1);
          expect(draft.purchaseOrderReference.length).toBeLessThanOrEqual(35);
          for (const line of draft.lines) expectSendable(line.description, line.description2);
        }
      }),
      { numRuns: 100 },
    );
    expect(drafted).toBeGreaterThan(100);
  });

  test('a customer card fits Business Central or is refused', () => {
    fc.assert(
      fc.property(anyAttendee, (person) => {
        const [facts] = flattenAppointment(
          appointment({ attendees: [person] }),
          { currency: 'EUR', timeZone: 'UTC' },
          rules,
          companyIds,
        );
        const made = customerFields(facts!, rules);

        for (const [field, value] of Object.entries('fields' in made ? made.fields : {})) {
          expect(String(value).length).toBeLessThanOrEqual(customerLimits[field]!.maxLength);
          if (field === 'phoneNumber') expect(value).not.toMatch(/\p{L}/u);
        }
      }),
      { numRuns: 300 },
    );
  });
});

function expectSendable(description: string, description2: string): void {
  expect(description.length).toBeLessThanOrEqual(100);
  expect(description2.length).toBeLessThanOrEqual(50);
  expect(`${description}${description2}`).not.toMatch(/[\p{Cc}\p{Surrogate}]/u);
}
