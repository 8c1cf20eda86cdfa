import { ContractError } from '../../domain/errors.js';
import type { AppointmentPage, AppointmentRecord } from '../../domain/ports.js';
import type { GraphClient } from './client.js';
import { fingerprintOf } from './fingerprint.js';
import { mapAppointment } from './mapper.js';
import { readRawPage, type RawPage } from './raw-page.js';
import { ListEnvelope, faultOf } from './schema.js';

/**
 * The pages of a list, as they came, by its next links. The next page is fetched while the caller works on this one. Ends after the last
 * page; throws RemoteError, and ContractError when a link leads elsewhere or comes a second time (Graph reference 3.2).
 */
export async function* readPages(client: GraphClient, label: string, firstPath: string): AsyncGenerator<RawPage> {
  const seen = new Set<string>();

  async function fetchPage(place: string): Promise<RawPage> {
    if (seen.has(place)) throw new ContractError('bookings', `Microsoft Bookings gave the same next link twice for ${label}.`);
    seen.add(place);
    return readRawPage(await client.getBody(label, place));
  }

  let coming: Promise<RawPage> | null = fetchPage(firstPath);
  while (coming) {
    const page: RawPage = await coming;
    coming = page.nextLink === null ? null : fetchPage(page.nextLink);
    // A caller who stops early never awaits the page under way; its failure must not end the program.
    coming?.catch(() => undefined);
    yield page;
  }
}

/** A page of appointments, parsed only when asked. */
export function appointmentPage(businessId: string, { text, fingerprint }: RawPage): AppointmentPage {
  return { fingerprint, read: () => elementsOf('calendarView', text()).map((item) => recordOf(businessId, item)) };
}

/** The elements of a list body. Throws ContractError when it is none. */
export function elementsOf(what: string, text: string): unknown[] {
  const parsed = ListEnvelope.safeParse(parseJson(what, text));
  if (parsed.success) return parsed.data.value;
  throw new ContractError('bookings', `Microsoft Bookings answered ${what} without a list (${faultOf(parsed.error)}).`);
}

/** A JSON body. Throws ContractError when it is cut or not JSON at all, such as a proxy's page. */
export function parseJson(what: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ContractError('bookings', `Microsoft Bookings answered ${what} with something that is not JSON, or was cut.`);
  }
}

function recordOf(businessId: string, item: unknown): AppointmentRecord {
  const mapped = mapAppointment(businessId, item, 'list');
  return 'problem' in mapped ? mapped : { ...mapped, fingerprint: fingerprintOf(item) };
}
