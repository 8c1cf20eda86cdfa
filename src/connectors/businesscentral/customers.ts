import type { CustomerMatch, ErpCustomer } from '../../domain/erp.js';
import type { ErpTarget } from '../../domain/ports.js';
import type { Api } from './api.js';
import type { Companies } from './companies.js';
import { findThroughContacts } from './contacts.js';
import { emailPaths } from './email-paths.js';
import { groupByEmail } from './email.js';
import { listPath } from './filters.js';
import { byGivenCode, byGivenId, distinct, findById, findByText, findContaining } from './lookups.js';
import { customerOf } from './mapper.js';
import { created, reading, type Reading } from './records.js';
import { Customer, selectOf } from './schema.js';

type CustomerCalls = Pick<
  ErpTarget,
  'findCustomersByEmail' | 'findCustomersByNumber' | 'readCustomers' | 'searchCustomers' | 'createCustomer'
>;

/** Customers of a company (BC reference 3.1, 3.2). */
export function customerCalls(api: Api, companies: Companies): CustomerCalls {
  async function toCustomers(companyId: string, rows: readonly Reading<Customer>[]): Promise<ErpCustomer[]> {
    const local = rows.some(isInLocalCurrency) ? await companies.localCurrency(companyId) : '';
    return rows.map((row) => customerOf(row, local));
  }

  async function readCustomers(companyId: string, ids: readonly string[]): Promise<Map<string, ErpCustomer>> {
    return byGivenId(ids, await toCustomers(companyId, await findById(api, companyId, 'customers', ids, Customer)));
  }

  async function findOnCards(companyId: string, emails: readonly string[]): Promise<Map<string, CustomerMatch[]>> {
    const rows = distinct(
      await api.lists(emailPaths(api, companyId, 'customers', selectOf(Customer), emails), reading(Customer)),
    );
    const customers = await toCustomers(companyId, rows);
    const matches = rows.map((row, at) => ({ row, customer: shownOnly(customers[at]!, row), foundBy: 'email' as const }));
    const byEmail = groupByEmail(
      emails,
      matches,
      ({ customer }) => customer.email,
      ({ row }) => row.broken.includes('email'),
    );
    return new Map([...byEmail].map(([email, found]) => [email, found.map(({ customer, foundBy }) => ({ customer, foundBy }))]));
  }

  return {
    readCustomers,
    async findCustomersByEmail(companyId, emails) {
      const found = await findOnCards(companyId, [...new Set(emails)]);
      const open = [...found].filter(([, matches]) => matches.length === 0).map(([email]) => email);
      const onContacts = await findThroughContacts(api, companyId, open, (ids) => readCustomers(companyId, ids));
      for (const [email, matches] of onContacts) found.set(email, matches);
      return found;
    },
    async findCustomersByNumber(companyId, numbers) {
      const wanted = numbers.map((number) => number.trim().toUpperCase());
      const rows = await findByText(api, companyId, 'customers', 'number', wanted, Customer);
      return byGivenCode(numbers, await toCustomers(companyId, rows));
    },
    async searchCustomers(companyId, text, limit) {
      const properties = ['number', 'displayName', 'email'];
      return toCustomers(companyId, await findContaining(api, companyId, 'customers', properties, text, limit, Customer));
    },
    async createCustomer(companyId, fields, mayStillSend) {
      const path = listPath(companyId, { entitySet: 'customers' });
      const [customer] = await api.create(path, fields, created(Customer), (row) => toCustomers(companyId, [row]), mayStillSend);
      return customer!;
    },
  };
}

function isInLocalCurrency({ record, broken }: Reading<Customer>): boolean {
  return !record.currencyCode && !broken.includes('currencyCode');
}

/** Where the address itself could not be read it is not sure whose card this is: it is shown, never linked. */
function shownOnly(customer: ErpCustomer, { broken }: Reading<Customer>): ErpCustomer {
  return broken.includes('email') ? { ...customer, id: '' } : customer;
}
