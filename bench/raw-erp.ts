import { businessCentralConcurrency, type Job } from './job.js';
import type { Booking } from './raw-loop.js';
import { openWire } from './wire.js';

type Row = Record<string, unknown> & { id: string };

/** The Business Central half of the raw loop. */
export interface RawErp {
  lookForCustomers(emails: readonly string[]): Promise<void>;
  /** Item ids by service name: found by number, or looked for by name and created. `services`: name → price. */
  itemsFor(services: ReadonlyMap<string, number>): Promise<Map<string, string>>;
  createCustomer(email: string, person: { name: string; phone: string }): Promise<string>;
  lookForInvoices(keys: readonly string[]): Promise<void>;
  /** Header and lines in one request, then the lines are read back. */
  createDraft(
    document: { key: string; customerId: string; bookings: readonly Booking[] },
    items: ReadonlyMap<string, string>,
  ): Promise<void>;
}

/** Terms of one `or` filter: Business Central takes 30, and addresses stay under 2,000 characters. */
const termsAtOnce = 20;

const lineFields = 'id,sequence,lineType,itemId,description,quantity,unitPrice,netAmount';

/** Signs in and finds the company. */
export async function openErp(job: Job): Promise<{ erp: RawErp; close: () => void }> {
  const scope = 'https://api.businesscentral.dynamics.com/.default';
  const { wire, close } = await openWire(job, scope, businessCentralConcurrency);
  const root = job.addresses.businessCentralUrl;
  const rowsOf = (text: string): Row[] => (JSON.parse(text) as { value: Row[] }).value;
  const companies = rowsOf(await wire.get(`${root}/companies`));
  const path = `companies(${companies.find(({ displayName, name }) => displayName === job.company || name === job.company)!.id})`;
  const filtered = (set: string, field: string, values: readonly string[]): string =>
    `${path}/${set}?$filter=${encodeURIComponent(values.map((value) => `${field} eq '${value}'`).join(' or '))}`;
  const batch = async (set: string, field: string, values: readonly string[]): Promise<void> => {
    const urls = chunks(values, termsAtOnce).map((chunk) => filtered(set, field, chunk));
    const requests = urls.map((url, at) => ({ method: 'GET', id: String(at), url }));
    await wire.post(`${root}/$batch`, { requests });
  };
  const create = async (set: string, body: object): Promise<string> =>
    (JSON.parse(await wire.post(`${root}/${path}/${set}`, body)) as Row).id;

  const erp: RawErp = {
    async lookForCustomers(emails) {
      await Promise.all([batch('customers', 'tolower(email)', emails), batch('customerContacts', 'tolower(email)', emails)]);
    },
    async itemsFor(services) {
      const byNumber = rowsOf(await wire.get(`${root}/${filtered('items', 'number', Object.values(job.items))}`));
      const ids = new Map(
        Object.entries(job.items).map(([name, number]) => [name, byNumber.find((row) => row['number'] === number)!.id]),
      );
      const missing = [...services].filter(([name]) => !ids.has(name));
      if (missing.length === 0) return ids;
      await wire.get(
        `${root}/${filtered(
          'items',
          'displayName',
          missing.map(([name]) => name),
        )}`,
      );
      const made = await Promise.all(missing.map(([name, price]) => create('items', itemBody(name, price))));
      missing.forEach(([name], at) => ids.set(name, made[at]!));
      return ids;
    },
    createCustomer: (email, { name, phone }) =>
      create('customers', { displayName: name, type: 'Person', email, phoneNumber: phone }),
    lookForInvoices: (keys) => batch('salesInvoices', 'externalDocumentNumber', keys),
    async createDraft({ key, customerId, bookings }, items) {
      const salesInvoiceLines = bookings.map((booking) => lineBody(booking, items));
      const header = { customerId, currencyCode: 'EUR', externalDocumentNumber: key, invoiceDate: today() };
      const id = await create('salesInvoices', { ...header, salesInvoiceLines });
      await wire.get(`${root}/${path}/salesInvoices(${id})/salesInvoiceLines?$select=${lineFields}`);
    },
  };
  return { erp, close };
}

function itemBody(name: string, price: number): object {
  const setup = { baseUnitOfMeasureCode: 'PCS', generalProductPostingGroupCode: 'SERVICES' };
  return { displayName: name, type: 'Service', ...setup, unitPrice: price };
}

function lineBody({ service, price, start }: Booking, items: ReadonlyMap<string, string>): object {
  const description = `${service}, ${start.slice(0, 10)} ${start.slice(11)}`;
  return { itemId: items.get(service), quantity: 1, description, unitPrice: price };
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function chunks<T>(values: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, at) => values.slice(at * size, (at + 1) * size));
}
