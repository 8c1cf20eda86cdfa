import type { CompanyState, InvoiceState } from '../../sandbox/businesscentral/state.js';
import type { Invoice, InvoiceLine } from '../../src/domain/invoice.js';
import type { BillingItem } from '../../src/domain/item.js';
import type { Store } from '../../src/domain/store.js';
import { systemClock } from '../../src/domain/time.js';
import { openStore } from '../../src/store/open.js';
import { salon, type World } from './world.js';

/** Both sides as they are at the end. */
interface Books {
  store: Store;
  items: BillingItem[];
  invoices: Invoice[];
  lines: InvoiceLine[];
  /** Drafts and posted invoices of ours in Business Central. */
  documents: InvoiceState[];
  bookings: { id: string; price: number }[];
  world: World;
}

/** Everything that is not as it must be, in words; empty when each booking is on exactly one draft and nothing else was made or left behind. */
export async function violations(world: World): Promise<string[]> {
  const store = await openStore(world.database.options);
  try {
    const books = await readBooks(world, store);
    return [
      ...itemFaults(books),
      ...invoiceFaults(books),
      ...lineFaults(books),
      ...cardFaults(books),
      ...(await auditFaults(books)),
      ...(await leftovers(books)),
    ];
  } finally {
    await store.close();
  }
}

async function readBooks(world: World, store: Store): Promise<Books> {
  const query = { view: 'all', filters: [], search: '', sort: { column: 'startsAt', direction: 'ascending' } } as const;
  const { rows } = await store.list.page({ ...query, filters: [] }, systemClock.now(), 0, 100_000);
  const asked = { push: [], search: '', varianceOnly: false, offset: 0, limit: 100_000 };
  const invoices = (await store.invoices.list(asked)).rows;
  const lines = await Promise.all(invoices.map((invoice) => store.invoices.lines(invoice.id)));
  const companies = world.sandbox.businessCentral.control.state();
  const appointments = world.sandbox.control.appointments(salon, 100_000);
  return {
    world,
    store,
    items: rows.map((row) => row.item),
    invoices,
    lines: lines.flat(),
    documents: companies.flatMap(({ drafts, posted }) => [...drafts, ...posted]).filter(isOurs),
    bookings: appointments.map((appointment) => ({ id: String(appointment.id), price: Number(appointment.price) })),
  };
}

const isOurs = (document: InvoiceState): boolean => document.externalDocumentNumber.startsWith('BKG-');

/** No booking is lost, none is there twice, each is on a draft. */
function itemFaults({ bookings, items }: Books): string[] {
  const known = countBy(items.map((item) => item.facts.appointmentId));
  return [
    ...bookings.filter(({ id }) => known.get(id) !== 1).map(({ id }) => `booking ${id} is here ${known.get(id) ?? 0} times`),
    ...items
      .filter((item) => item.invoiceId === null || item.stage !== 'drafted')
      .map((item) => `item ${item.facts.id} is ${item.stage}, invoice ${item.invoiceId}`),
  ];
}

/** Each invoice of ours is one document there, each document of ours there is one invoice here. */
function invoiceFaults({ invoices, documents }: Books): string[] {
  const here = new Set(invoices.map((invoice) => invoice.key));
  const there = countBy(documents.map((document) => document.externalDocumentNumber));
  return [
    ...[...there].filter(([, count]) => count > 1).map(([key, count]) => `${count} documents carry ${key}`),
    ...[...there.keys()].filter((key) => !here.has(key)).map((key) => `the document with ${key} is an orphan`),
    ...invoices.flatMap((invoice) => {
      const document = documents.find((one) => one.invoiceId === invoice.erp?.id);
      if (invoice.push !== 'created' || document === undefined) {
        const reason = invoice.problem?.message ?? 'without a reason';
        return [`invoice ${invoice.key} is ${invoice.push}, its document ${invoice.erp?.id ?? 'unknown'}: ${reason}`];
      }
      return document.externalDocumentNumber === invoice.key ? [] : [`${invoice.key} points to another's document`];
    }),
  ];
}

/** Each booking is on one line there, for its price; no line there is nobody's. */
function lineFaults({ items, lines, invoices, documents, bookings }: Books): string[] {
  const linesThere = new Map(documents.flatMap((document) => document.lines.map((line) => [line.lineId, { line, document }])));
  const prices = new Map(bookings.map((booking) => [booking.id, booking.price]));
  const invoiceById = new Map(invoices.map((invoice) => [invoice.id, invoice]));
  const faults = items.flatMap((item) => {
    const open = lines.filter((line) => line.billingItemId === item.facts.id && line.releasedAt === null);
    const [only] = open;
    if (open.length !== 1 || only === undefined) return [`item ${item.facts.id} is on ${open.length} lines`];
    if (only.invoiceId !== item.invoiceId) return [`item ${item.facts.id} is claimed by another invoice than its line's`];
    const there = linesThere.get(only.erpLineId ?? '');
    linesThere.delete(only.erpLineId ?? '');
    if (there === undefined) return [`item ${item.facts.id} is on no line of its own in Business Central`];
    if (there.document.invoiceId !== invoiceById.get(only.invoiceId)?.erp?.id) return [`item ${item.facts.id}: wrong document`];
    const price = prices.get(item.facts.appointmentId);
    const isRight = there.line.quantity === 1 && there.line.unitPrice === price && there.line.amount === price;
    return isRight
      ? []
      : [`item ${item.facts.id} costs ${price}, the line says ${there.line.quantity} × ${there.line.unitPrice}`];
  });
  return [...faults, ...[...linesThere.keys()].map((id) => `line ${id} in Business Central is nobody's`)];
}

/** Nobody is a customer twice, nothing is an item twice. */
function cardFaults({ world }: Books): string[] {
  const before = new Map(world.before.map((company) => [company.companyId, company]));
  return world.sandbox.businessCentral.control.state().flatMap((company) => {
    const earlier = before.get(company.companyId);
    return [
      ...grown('customer', emailsOf(company), emailsOf(earlier)),
      ...grown(
        'item',
        company.items.map((item) => item.name),
        earlier?.items.map((item) => item.name) ?? [],
      ),
      ...grown(
        'item number',
        company.items.map((item) => item.number),
        [],
      ),
    ];
  });
}

function emailsOf(company: CompanyState | undefined): string[] {
  return (company?.customers ?? []).map((customer) => customer.email.toLowerCase()).filter((email) => email !== '');
}

/** The seed itself has people who share an address; what matters is that nobody was added to somebody. */
function grown(kind: string, now: readonly string[], earlier: readonly string[]): string[] {
  const before = countBy(earlier);
  return [...countBy(now)]
    .filter(([name, count]) => count > Math.max(1, before.get(name) ?? 0))
    .map(([name, count]) => `${kind} ${name} exists ${count} times in Business Central`);
}

async function auditFaults({ store, items }: Books): Promise<string[]> {
  const faults = items.map(async (item) => {
    const { rows } = await store.audit.list({ itemId: item.facts.id }, 0, 1000);
    const drafted = rows.filter((entry) => entry.action === 'drafted' && entry.invoiceId === item.invoiceId);
    return drafted.length === 1 ? [] : [`item ${item.facts.id} has ${drafted.length} "drafted" entries for its claim`];
  });
  return (await Promise.all(faults)).flat();
}

/** Nothing runs any more, and nothing is in the way of the next process. */
async function leftovers({ store }: Books): Promise<string[]> {
  const runs = (await store.runs.listUnfinished()).map((run) => `${run.kind} run ${run.id} is still ${run.state}`);
  const lease = await store.leases.read('cycle');
  return lease === null ? runs : [...runs, `the cycle's lease is still with ${lease.owner}`];
}

function countBy(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
