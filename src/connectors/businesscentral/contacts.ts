import { z } from 'zod';
import type { CustomerMatch, ErpCustomer } from '../../domain/erp.js';
import { inEnglish } from '../../domain/words/plain.js';
import { say } from '../../domain/words/sentence.js';
import type { Api } from './api.js';
import { groupByEmail } from './email.js';
import { emailPaths } from './email-paths.js';
import { listPath } from './filters.js';
import { distinct, findByText } from './lookups.js';
import { reading, type Reading } from './records.js';
import { Contact, ContactInformation, Customer, CustomerContact, selectOf } from './schema.js';
import { captionOf } from './wire-names.js';

/** A row of either list of contacts; those of `contacts` tell a relation, those of `customerContacts` a customer. */
const AnyContact = z.object({ ...Contact.partial().shape, ...CustomerContact.partial().shape });
type AnyContact = Reading<z.output<typeof AnyContact>>;

/** Relations of a contact that make nobody a customer, and the one whose contacts `customerContacts` tells. */
const settledRelations = ['', 'Customer', 'Vendor', 'Bank Account', 'Employee', 'None', 'Other'];

/** Customers named at most, when one is looked for by the name of its company. */
const maxCandidates = 50;

/**
 * Customers through their contact persons, by address (BC reference 3.2). `customerContacts` knows the persons of those who are customers and
 * nothing else. Of a company that is a vendor as well, contacts only say "Multiple": its customer is then found by the company's name, and
 * believed when that customer names the contact as its own. One that cannot be proven comes as a match without an id.
 */
export async function findThroughContacts(
  api: Api,
  companyId: string,
  emails: readonly string[],
  readCustomers: (ids: readonly string[]) => Promise<ReadonlyMap<string, ErpCustomer>>,
): Promise<Map<string, CustomerMatch[]>> {
  const paths = [
    ...emailPaths(api, companyId, 'customerContacts', selectOf(CustomerContact), emails),
    ...emailPaths(api, companyId, 'contacts', selectOf(Contact), emails),
  ];
  const told = distinct(await api.lists(paths, reading(AnyContact)), tellsRelation).filter(mayBeCustomers);
  const known = new Set(told.filter(hasCustomer).map(({ record }) => record.id));
  const rows = told.filter((row) => hasCustomer(row) || !known.has(row.record.id));
  const byEmail = groupByEmail(
    emails,
    rows,
    ({ record }) => record.email ?? '',
    ({ broken }) => broken.includes('email'),
  );
  const asked = [...new Set([...byEmail.values()].flat())];
  const owners = await findOwners(api, companyId, asked.filter(isOfSeveral));
  const idsOf = (row: AnyContact) => (hasCustomer(row) ? [row.record.customerId!.toLowerCase()] : (owners.get(row) ?? []));
  const customers = await readCustomers([...new Set(asked.flatMap(idsOf))]);
  return new Map([...byEmail].map(([email, found]) => [email, matchesOf(found, idsOf, customers)]));
}

function matchesOf(
  rows: readonly AnyContact[],
  idsOf: (row: AnyContact) => string[],
  customers: ReadonlyMap<string, ErpCustomer>,
): CustomerMatch[] {
  const unclear = rows.filter((row) => row.broken.includes('email') || (!hasCustomer(row) && idsOf(row).length === 0));
  const ids = new Set(rows.filter((row) => !unclear.includes(row)).flatMap(idsOf));
  const found = [...ids].flatMap((id) => customers.get(id) ?? []);
  return [...found, ...unclear.map(nobodyKnown)].map((customer) => ({ customer, foundBy: 'contact' }));
}

/** False for contacts that are surely no customer's, or that the other list tells better. */
function mayBeCustomers(row: AnyContact): boolean {
  return hasCustomer(row) || isOfSeveral(row) || row.broken.some((name) => name === 'customerId' || name === 'customerName');
}

/**
 * BC works the customer out row by row from the contact's company and, where there is none, leaves the id of the row before in place; the
 * name is cleared each time. An id without a name is therefore somebody else's.
 */
function hasCustomer({ record }: AnyContact): boolean {
  return Boolean(record.customerId && record.customerName);
}

function tellsRelation({ record, broken }: AnyContact): boolean {
  return record.contactBusinessRelation !== undefined || broken.includes('contactBusinessRelation');
}

/** A person whose company is a customer among other things, or in a way not known here. */
function isOfSeveral({ record, broken }: AnyContact): boolean {
  if (broken.includes('contactBusinessRelation')) return true;
  if (record.contactBusinessRelation === undefined || record.type === 'Company') return false;
  return !settledRelations.includes(captionOf(record.contactBusinessRelation ?? ''));
}

/** Ids of the customers that each contact surely belongs to. Asks nothing when there are no contacts. */
async function findOwners(api: Api, companyId: string, contacts: readonly AnyContact[]): Promise<Map<AnyContact, string[]>> {
  const names = contacts.map(companyNameOf).filter((name) => name !== '');
  const candidates = await findByText(api, companyId, 'customers', 'displayName', names, Customer);
  const ids = [...new Set(candidates.flatMap(({ record }) => record.id ?? []))].slice(0, maxCandidates);
  const paths = ids.map((id) => listPath(companyId, { entitySet: `customers(${encodeURIComponent(id)})/contactsInformation` }));
  const told = await api.lists(paths, reading(ContactInformation));
  return new Map(
    contacts.map((contact) => [
      contact,
      [
        ...new Set(
          told.filter(({ record }) => isSame(contact.record, record)).map(({ record }) => record.relatedId!.toLowerCase()),
        ),
      ],
    ]),
  );
}

function companyNameOf({ record }: AnyContact): string {
  return record.companyName || record.displayName || '';
}

function isSame(contact: AnyContact['record'], told: Reading<z.output<typeof ContactInformation>>['record']): boolean {
  if (!told.relatedId || captionOf(told.relatedType ?? '') !== 'Customer') return false;
  if (told.contactId && told.contactId === contact.id) return true;
  return Boolean(told.contactNumber) && [contact.number, contact.companyNumber].includes(told.contactNumber!);
}

/** A contact person whose customer is not known: somebody is there, so nobody may be created. */
function nobodyKnown({ record }: AnyContact): ErpCustomer {
  const person = [record.number, record.displayName].filter(Boolean).join(' ');
  const faultSentences = [person === '' ? say('contact-unclear') : say('contact-named-unclear', { contact: person })];
  return {
    id: '',
    fault: inEnglish(faultSentences),
    faultSentences,
    number: '',
    name: companyNameOf({ record, broken: [] }),
    email: record.email ?? '',
    type: 'unknown',
    blocked: 'unknown',
    currencyCode: '',
    lastModifiedAt: '',
  };
}
