import { fjordCompanyName, hudsonCompanyName } from './seed-people.js';

/** A seeded record: API properties, and after `hidden` the fields that only finance's client shows. */
export interface SeedRecord {
  body: Record<string, unknown>;
  hidden?: Record<string, unknown>;
  /** Persons of a company customer, as contacts with a business relation. */
  persons?: { displayName: string; email: string; jobTitle?: string }[];
}

interface CompanySeed {
  customers: SeedRecord[];
  items: SeedRecord[];
  /** Old invoices, posted at start: customer, item, days before the start, and whether they are paid. */
  invoices: { customer: string; item: string; quantity: number; daysAgo: number; paid: boolean }[];
}

const company = { type: 'Company' };
const person = { type: 'Person' };

const fjord: CompanySeed = {
  customers: [
    {
      body: {
        ...person,
        displayName: 'Anna Karlsen',
        email: 'anna@x.test',
        addressLine1: 'Havnegade 4',
        city: 'Aarhus',
        postalCode: '8000',
        phoneNumber: '+45 20 10 10 10',
      },
    },
    { body: { ...person, displayName: 'Mette Holm', email: 'shared@family.test', city: 'Odense', postalCode: '5000' } },
    { body: { ...person, displayName: 'Peter Holm', email: 'shared@family.test', city: 'Odense', postalCode: '5000' } },
    {
      body: { ...company, displayName: 'Nordlys ApS', addressLine1: 'Lysvej 12', city: 'Aalborg', postalCode: '9000' },
      persons: [{ displayName: 'Ida Berg', email: 'ida@nordlys.test', jobTitle: 'Office manager' }],
    },
    { body: { ...person, displayName: 'Anders og Bodil Lund', email: 'a@x.test;b@x.test', city: 'Vejle', postalCode: '7100' } },
    { body: { ...person, displayName: 'Carl Blom', email: 'blocked@x.test' }, hidden: { blocked: 'All' } },
    {
      body: {
        ...company,
        displayName: 'Acme',
        email: 'office@acme.test',
        addressLine1: 'Industrivej 1',
        city: 'København',
        postalCode: '2100',
      },
      persons: [{ displayName: 'Mikkel Dahl', email: 'mikkel@acme.test', jobTitle: 'Engineer' }],
    },
    {
      body: { ...person, displayName: 'Grace Miller', email: 'grace@brooklyn.test', currencyCode: 'USD', country: 'US' },
      hidden: { vatBusPostingGroup: 'EXPORT' },
    },
    { body: { ...person, displayName: 'Lena Friis', email: 'lena@x.test' }, hidden: { pricesIncludingVat: true } },
    {
      body: { ...person, displayName: 'Olav Vik', email: 'olav@x.test' },
      hidden: { genBusPostingGroup: '', customerPostingGroup: '', vatBusPostingGroup: '' },
    },
    { body: { ...person, displayName: 'Petra Sand', email: 'petra@x.test' }, hidden: { privacyBlocked: true } },
  ],
  items: [
    { body: { number: 'S-MASSAGE', displayName: 'Massage, 60 minutes', type: 'Service', unitPrice: 85 } },
    { body: { number: 'S-FACIAL', displayName: 'Facial treatment', type: 'Service', unitPrice: 70 } },
    {
      body: { number: 'S-CONSULT', displayName: 'Consultation', type: 'Service', unitPrice: 120, baseUnitOfMeasureCode: 'HOUR' },
    },
    { body: { number: 'S-YOGA', displayName: 'Group yoga class', type: 'Service', unitPrice: 18 } },
    { body: { number: 'S-CLOSED', displayName: 'Mud bath (closed)', type: 'Service', unitPrice: 60, blocked: true } },
    {
      body: { number: 'S-NOGROUP', displayName: 'Service without posting group', type: 'Service', unitPrice: 10 },
      hidden: { generalProductPostingGroupCode: '' },
    },
    {
      body: {
        number: '1000',
        displayName: 'Massage oil, 250 ml',
        type: 'Inventory',
        unitPrice: 24.5,
        baseUnitOfMeasureCode: 'PCS',
        generalProductPostingGroupCode: 'RETAIL',
        inventoryPostingGroupCode: 'RESALE',
        taxGroupCode: 'VAT25',
      },
    },
  ],
  invoices: [
    { customer: 'C00010', item: 'S-MASSAGE', quantity: 1, daysAgo: 60, paid: true },
    { customer: 'C00070', item: 'S-CONSULT', quantity: 4, daysAgo: 45, paid: true },
    { customer: 'C00070', item: 'S-YOGA', quantity: 12, daysAgo: 20, paid: false },
    { customer: 'C00040', item: 'S-FACIAL', quantity: 2, daysAgo: 10, paid: false },
  ],
};

const hudson: CompanySeed = {
  customers: [
    { body: { ...person, displayName: 'Liam Carter', email: 'liam@x.test', city: 'New York', state: 'NY', postalCode: '10001' } },
    { body: { ...person, displayName: 'Olivia Reed', email: 'shared@loft.test', city: 'New York', state: 'NY' } },
    { body: { ...person, displayName: 'Mason Reed', email: 'shared@loft.test', city: 'New York', state: 'NY' } },
    {
      body: { ...company, displayName: 'Riverside Partners LLC', city: 'Hoboken', state: 'NJ' },
      persons: [{ displayName: 'Noah Stone', email: 'noah@riverside.test' }],
    },
    { body: { ...company, displayName: 'Acme', email: 'office@acme.test', city: 'New York', state: 'NY' } },
    {
      body: {
        ...person,
        displayName: 'Elise Martin',
        email: 'elise@paris.test',
        currencyCode: 'EUR',
        country: 'FR',
        taxLiable: false,
      },
    },
    { body: { ...person, displayName: 'Ruth Blake', email: 'blocked@x.test' }, hidden: { blocked: 'Invoice' } },
  ],
  items: [
    { body: { number: 'S-PILATES', displayName: 'Pilates, private session', type: 'Service', unitPrice: 110 } },
    { body: { number: 'S-COACH', displayName: 'Coaching', type: 'Service', unitPrice: 95, baseUnitOfMeasureCode: 'HOUR' } },
    { body: { number: 'S-CLOSED', displayName: 'Spin class (closed)', type: 'Service', unitPrice: 25, blocked: true } },
    {
      body: {
        number: '1000',
        displayName: 'Yoga mat',
        type: 'Inventory',
        unitPrice: 39.99,
        baseUnitOfMeasureCode: 'PCS',
        generalProductPostingGroupCode: 'RETAIL',
        inventoryPostingGroupCode: 'RESALE',
        taxGroupCode: 'TAXABLE',
      },
    },
  ],
  invoices: [
    { customer: 'C00010', item: 'S-PILATES', quantity: 3, daysAgo: 30, paid: true },
    { customer: 'C00050', item: 'S-COACH', quantity: 2.5, daysAgo: 12, paid: false },
  ],
};

export const seedRecords: Readonly<Record<string, CompanySeed>> = { [fjordCompanyName]: fjord, [hudsonCompanyName]: hudson };
