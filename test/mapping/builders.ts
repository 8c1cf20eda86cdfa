import type { Appointment, Attendee } from '../../src/domain/booking.js';
import { ConfigurationError, type ConfigurationFault } from '../../src/domain/errors.js';
import type { ErpCustomer, ErpItem } from '../../src/domain/erp.js';
import { undecided, unmapped, type BillingItem, type ItemFacts } from '../../src/domain/item.js';
import type { PartyLink, ServiceLink } from '../../src/domain/link-store.js';
import { billItem, type BillingContext } from '../../src/mapping/bill.js';
import { flattenAppointment } from '../../src/mapping/flatten.js';
import { loadRules, type Rules } from '../../src/mapping/rules.js';

export const fjordId = '11111111-1111-1111-1111-111111111111';
export const companyIds = new Map([['Fjord Wellness ApS', fjordId]]);
const moment = '2026-06-10T08:00:00.000Z';

const baseRules = `
businesses:
  - id: salon@fjord.test
    company: Fjord Wellness ApS
customers:
  templates:
    - fields: { displayName: '{{ attendee.name }}', type: Person, email: '{{ attendee.email }}', phoneNumber: '{{ attendee.phone }}' }
`;

/** Rules of a plain salon, with further sections. */
export function rulesWith(more = '', base = baseRules): Rules {
  return loadRules([
    { file: 'base.yaml', text: base },
    { file: 'more.yaml', text: more },
  ]);
}

/** Faults of rule texts by file name. */
export function faultsOf(files: Record<string, string>): readonly ConfigurationFault[] {
  try {
    loadRules(Object.entries(files).map(([file, text]) => ({ file, text })));
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
  return [];
}

export function attendee(changes: Partial<Attendee> = {}): Attendee {
  return {
    customerId: 'c1',
    name: 'Anna Sørensen',
    email: 'anna@x.test',
    phone: '',
    notes: '',
    address: { street: '', city: '', state: '', postalCode: '', countryOrRegion: '' },
    answers: [],
    ...changes,
  };
}

export const anna = attendee();
export const bo = attendee({ customerId: 'c2', name: 'Bo Lund', email: 'bo@y.test' });
export const cy = attendee({ customerId: 'c3', name: 'Cy Berg', email: 'cy@z.test' });

export function appointment(changes: Partial<Appointment> = {}): Appointment {
  return {
    businessId: 'salon@fjord.test',
    id: 'A1',
    serviceId: 's1',
    serviceName: 'Massage',
    startsAt: '2026-06-01T08:00:00.000Z',
    endsAt: '2026-06-01T10:00:00.000Z',
    priceType: 'fixedPrice',
    price: 60,
    attendees: [anna],
    maximumAttendeesCount: 1,
    filledAttendeesCount: changes.attendees === undefined ? 1 : (changes.attendees?.length ?? null),
    staffMemberIds: ['staff-1'],
    label: '',
    serviceNotes: '',
    additionalInformation: '',
    selfService: false,
    lastUpdatedAt: null,
    createdAt: null,
    ...changes,
  };
}

/** Facts of all items of an appointment. */
export function flatten(changes: Partial<Appointment> = {}, rules = rulesWith(), currency: string | null = 'EUR'): ItemFacts[] {
  return flattenAppointment(appointment(changes), { currency, timeZone: 'Europe/Copenhagen' }, rules, companyIds);
}

/** An appointment of one hour on a day. */
export function day(id: string, date: string): Partial<Appointment> {
  return { id, startsAt: `${date}T08:00:00.000Z`, endsAt: `${date}T09:00:00.000Z` };
}

export function itemOf(facts: ItemFacts, changes: Partial<BillingItem> = {}): BillingItem {
  return {
    facts,
    sourceState: 'present',
    readAt: moment,
    firstSeenAt: moment,
    decision: undecided,
    invoiceId: null,
    billing: unmapped,
    refusal: null,
    stage: 'ready',
    version: 1,
    changedAt: moment,
    ...changes,
  };
}

export function customer(changes: Partial<ErpCustomer> = {}): ErpCustomer {
  return {
    id: 'cust-anna',
    number: 'C00010',
    name: 'Anna Sørensen',
    email: 'anna@x.test',
    type: 'person',
    blocked: 'none',
    currencyCode: 'EUR',
    lastModifiedAt: moment,
    ...changes,
  };
}

export function party(changes: Partial<ErpCustomer> = {}): PartyLink {
  const remembered = { linkedBy: 'system', linkedAt: moment, checkedAt: moment, explanation: '' };
  return { companyId: fjordId, partyKey: 'p', customer: customer(changes), origin: 'email', ...remembered };
}

export const acme = party({ id: 'cust-acme', number: 'C00020', name: 'Acme' });

export function service(changes: Partial<ErpItem> = {}): ServiceLink {
  const item: ErpItem = {
    ...{ id: 'item-1', number: 'S1000', name: 'Massage', type: 'service', blocked: false },
    ...{ unitOfMeasureCode: 'HOUR', lastModifiedAt: moment, ...changes },
  };
  const remembered = { linkedBy: 'system', linkedAt: moment, checkedAt: moment, explanation: '' };
  return { companyId: fjordId, businessId: 'salon@fjord.test', serviceId: 's1', item, origin: 'stored', ...remembered };
}

export function contextWith(changes: Partial<BillingContext> = {}): BillingContext {
  return {
    ...{ party: party(), customerQuestion: null, payers: new Map(), service: service(), serviceQuestion: null },
    ...{ localCurrency: 'EUR', currencies: ['USD'], ...changes },
  };
}

/** The only item of an appointment, mapped. */
export function bill(
  changes: Partial<Appointment> = {},
  context: Partial<BillingContext> = {},
  rules = rulesWith(),
  item: Partial<BillingItem> = {},
): BillingItem['billing'] {
  return billItem(itemOf(flatten(changes, rules)[0]!, item), contextWith(context), rules);
}

/** An item mapped and ready to be put on a draft. */
export function readyItem(
  changes: Partial<Appointment> = {},
  context: Partial<BillingContext> = {},
  rules = rulesWith(),
): BillingItem {
  const item = itemOf(flatten(changes, rules)[0]!);
  return { ...item, billing: billItem(item, contextWith(context), rules) };
}

/** Codes of problems, in order. */
export function codes(problems: readonly { code: string }[]): string[] {
  return problems.map((problem) => problem.code);
}

/** Options of a composition whose keys are the group keys. */
export const plainly = { today: '2026-06-10', makeKey: (groupKey: string): string => groupKey };

export const signed = { by: 'finance@x.test', at: moment, reason: 'agreed by phone' };
