import type { CustomerMatch, ErpCustomer } from '../../domain/erp.js';
import type { ErpTarget } from '../../domain/ports.js';
import { matchingPaths, type Api } from './api.js';
import type { Companies } from './companies.js';
import { groupByEmail, normalEmail } from './email.js';
import { spellingsOf } from '../../domain/email.js';
import { listPath, textLiteral } from './filters.js';
import { byGivenCode, byGivenId, findById, findByText, findContaining } from './lookups.js';
import { customerOf } from './mapper.js';
import { Customer, CustomerContact, selectOf } from './schema.js';

type CustomerCalls = Pick<
  ErpTarget,
  'findCustomersByEmail' | 'findCustomersByNumber' | 'readCustomers' | 'searchCustomers' | 'createCustomer'
>;

/** Customers of a company (BC reference 3.1, 3.2). */
export function customerCalls(api: Api, companies: Companies): CustomerCalls {
  async function toCustomers(companyId: string, rows: readonly Customer[]): Promise<ErpCustomer[]> {
    const local = rows.some((row) => !row.currencyCode) ? await companies.localCurrency(companyId) : '';
    return rows.map((row) => customerOf(row, local));
  }

  async function readCustomers(companyId: string, ids: readonly string[]): Promise<Map<string, ErpCustomer>> {
    return byGivenId(ids, await toCustomers(companyId, await findById(api, companyId, 'customers', ids, Customer)));
  }

  async function findOnCards(companyId: string, emails: readonly string[]): Promise<Map<string, CustomerMatch[]>> {
    const rows = await api.lists(emailPaths(api, companyId, 'customers', selectOf(Customer), emails), Customer);
    const customers = await toCustomers(companyId, distinct(rows));
    return mapValues(
      groupByEmail(emails, customers, ({ email }) => email),
      (found) => found.map((customer) => ({ customer, foundBy: 'email' as const })),
    );
  }

  async function findOnContacts(companyId: string, emails: readonly string[]): Promise<Map<string, CustomerMatch[]>> {
    const paths = emailPaths(api, companyId, 'customerContacts', selectOf(CustomerContact), emails);
    const contacts = distinct(await api.lists(paths, CustomerContact)).filter(hasCustomer);
    const byEmail = groupByEmail(emails, contacts, ({ email }) => email ?? '');
    const customers = await readCustomers(companyId, [...byEmail.values()].flat().map(customerIdOf));
    return mapValues(byEmail, (found) =>
      [...new Set(found.map(customerIdOf))].flatMap((id) => {
        const customer = customers.get(id);
        return customer ? [{ customer, foundBy: 'contact' as const }] : [];
      }),
    );
  }

  return {
    readCustomers,
    async findCustomersByEmail(companyId, emails) {
      const found = await findOnCards(companyId, [...new Set(emails)]);
      const open = [...found].filter(([, matches]) => matches.length === 0).map(([email]) => email);
      for (const [email, matches] of await findOnContacts(companyId, open)) found.set(email, matches);
      return found;
    },
    async findCustomersByNumber(companyId, numbers) {
      const wanted = numbers.map((number) => number.trim().toUpperCase());
      const rows = await findByText(api, companyId, 'customers', 'number', wanted, Customer);
      return byGivenCode(numbers, await toCustomers(companyId, rows), ({ number }) => number);
    },
    async searchCustomers(companyId, text, limit) {
      const properties = ['number', 'displayName', 'email'];
      return toCustomers(companyId, await findContaining(api, companyId, 'customers', properties, text, limit, Customer));
    },
    async createCustomer(companyId, fields, mayStillSend) {
      const path = listPath(companyId, { entitySet: 'customers' });
      const [customer] = await api.create(path, fields, Customer, (row) => toCustomers(companyId, [row]), mayStillSend);
      return customer!;
    },
  };
}

/**
 * Everything that may hold one of the addresses: those that equal one, capitals aside, and every record with several addresses, which
 * equality does not find. `contains` minds capitals and would need a filter for each address; asking for the `;` needs one request and
 * misses nothing (BC reference 3.1). The caller splits and compares.
 */
function emailPaths(api: Api, companyId: string, entitySet: string, select: string, emails: readonly string[]): string[] {
  const addresses = [...new Set(emails.map(normalEmail))].filter((address) => address !== '').flatMap(spellingsOf);
  if (addresses.length === 0) return [];
  const equal = addresses.map((address) => `tolower(email) eq ${textLiteral(address)}`);
  const several = listPath(companyId, { entitySet, select, filter: `contains(email,${textLiteral(';')})` });
  return [...matchingPaths(api, companyId, { entitySet, select }, equal), several];
}

/**
 * BC works the customer out row by row from the contact's company and, where there is none, leaves the id of the row before in place; the
 * name is cleared each time. An id without a name is therefore somebody else's.
 */
function hasCustomer({ customerId, customerName }: CustomerContact): boolean {
  return Boolean(customerId && customerName);
}

function customerIdOf({ customerId }: CustomerContact): string {
  return (customerId ?? '').toLowerCase();
}

function distinct<Row extends { id: string }>(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

function mapValues<From, To>(map: ReadonlyMap<string, From>, change: (value: From) => To): Map<string, To> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}
