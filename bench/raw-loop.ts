/**
 * The lower bound: the requests that the job cannot do without, in a bare loop. No schema, no store, no retry, no exactly-once.
 *
 * | Requests                                | How many                                                         |
 * | --------------------------------------- | ---------------------------------------------------------------- |
 * | token                                   | 1 for each system                                                |
 * | calendarView, by its next links         | 1 a page, the next asked for as soon as its link is known        |
 * | appointment                             | 1 each, only when the lists leave the attendees out; 4 at once   |
 * | companies                               | 1                                                                |
 * | customers and contacts by e-mail        | 1 `$batch` each                                                  |
 * | items by number, items by name          | 1 each                                                           |
 * | POST items                              | 1 for each service without one                                   |
 * | POST customers                          | 1 for each person; 5 at once                                     |
 * | invoices by our key                     | 1 `$batch` for all                                               |
 * | POST salesInvoices, header and lines    | 1 for each customer; 5 at once                                   |
 * | lines of the new draft                  | 1 for each customer, in the same place as its POST               |
 */
import { randomUUID } from 'node:crypto';
import pLimit from 'p-limit';
import { openErp } from './raw-erp.js';
import { businessCentralConcurrency, graphConcurrency, type Job } from './job.js';
import { openWire } from './wire.js';
import { runPhases } from './worker.js';

/** What the later requests need of an appointment. */
export interface Booking {
  service: string;
  price: number;
  start: string;
}

interface RawAppointment {
  id: string;
  serviceName: string;
  price: number;
  startDateTime: { dateTime: string };
  customers?: { name: string; emailAddress: string; phone: string }[];
}

interface RawPage {
  value: RawAppointment[];
  '@odata.nextLink'?: string;
}

/** Bookings of each person, by e-mail address. */
export type Bookings = Map<string, { name: string; phone: string; bookings: Booking[] }>;

/** The window's pages; of an appointment only when the lists leave the attendees out and `each` is asked for. */
async function readBookings(job: Job, each: boolean): Promise<Bookings> {
  const { wire, close } = await openWire(job, `${new URL(job.addresses.graphUrl).origin}/.default`, graphConcurrency);
  const root = `${job.addresses.graphUrl}/solutions/bookingBusinesses/${encodeURIComponent(job.businessId)}`;
  const limit = pLimit(graphConcurrency);
  const found: Bookings = new Map();
  const single: Promise<void>[] = [];
  const note = (appointment: RawAppointment): void => {
    const { name, phone, emailAddress } = appointment.customers![0]!;
    const person = found.get(emailAddress) ?? { name, phone, bookings: [] };
    found.set(emailAddress, person);
    person.bookings.push({
      service: appointment.serviceName,
      price: appointment.price,
      start: appointment.startDateTime.dateTime.slice(0, 16),
    });
  };
  const readOne = async (id: string): Promise<void> =>
    note(JSON.parse(await wire.get(`${root}/appointments/${encodeURIComponent(id)}`)) as RawAppointment);

  let next: string | undefined = `${root}/calendarView?start=${job.window.from}&end=${job.window.to}`;
  while (next !== undefined) {
    const url: string = next;
    const page = JSON.parse(await limit(() => wire.get(url))) as RawPage;
    next = page['@odata.nextLink'];
    if (job.mode === 'filled') page.value.forEach(note);
    else if (each) single.push(...page.value.map(({ id }) => limit(() => readOne(id))));
  }
  await Promise.all(single);
  close();
  return found;
}

async function draftAll(job: Job, people: Bookings): Promise<number> {
  const { erp, close } = await openErp(job);
  const limit = pLimit(businessCentralConcurrency);
  const services = new Map<string, number>();
  for (const { bookings } of people.values()) for (const { service, price } of bookings) services.set(service, price);
  await erp.lookForCustomers([...people.keys()]);
  const items = await erp.itemsFor(services);
  const customerIds = await Promise.all([...people].map(([email, person]) => limit(() => erp.createCustomer(email, person))));
  const documents = [...people.values()].map(({ bookings }, at) => ({
    key: `RAW-${randomUUID().slice(0, 16).toUpperCase()}`,
    customerId: customerIds[at]!,
    bookings,
  }));
  await erp.lookForInvoices(documents.map(({ key }) => key));
  await Promise.all(documents.map((document) => limit(() => erp.createDraft(document, items))));
  close();
  return documents.length;
}

await runPhases(async (job) => ({
  phases: {
    import: async () => {
      const people = await readBookings(job, true);
      const drafts = await draftAll(job, people);
      return { appointments: [...people.values()].reduce((total, { bookings }) => total + bookings.length, 0), drafts };
    },
    // The requests that a cycle in which nothing changed cannot do without.
    unchanged: async () => {
      await readBookings(job, false);
      return {};
    },
  },
  close: async () => {},
}));
