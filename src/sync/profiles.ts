import type { BookingBusiness } from '../domain/booking.js';
import { RemoteError, RequestError } from '../domain/errors.js';
import { msOf, type Instant } from '../domain/time.js';
import type { StoreTransaction } from '../domain/store.js';
import { say } from '../domain/words/sentence.js';
import type { SyncContext } from './context.js';

/** What documents of a company may use. */
export interface CompanyProfile {
  localCurrency: string;
  currencies: string[];
}

/**
 * The companies the rules name, as name or id (lower case) → id. Read from BC and remembered, so that a daemon started while BC is down
 * still knows where its items belong.
 */
export async function companyIds(context: SyncContext): Promise<Map<string, string>> {
  const companies = await remembered(context, 'companies', () => context.erp.listCompanies());
  const pairs = companies.flatMap((company) =>
    [company.name, company.displayName, company.id].map((name) => [name, company.id] as const),
  );
  return new Map(pairs.filter(([name]) => name !== '').map(([name, id]) => [name, id]));
}

/** Ids of the companies the rules bill by, each with the name they give it. */
export async function billingCompanies(context: SyncContext): Promise<Map<string, string>> {
  const folded = (text: string): string => text.trim().toLowerCase();
  const known = new Map([...(await companyIds(context))].map(([name, id]) => [folded(name), id]));
  const { businesses, routing } = context.rules;
  return new Map(
    [...businesses, ...routing].flatMap(({ company = '' }) => {
      const id = known.get(folded(company));
      return id === undefined ? [] : [[id, company] as const];
    }),
  );
}

/** Local currency and other usable currencies of a company. */
export async function companyProfile(context: SyncContext, companyId: string): Promise<CompanyProfile> {
  return remembered(context, companyName(companyId), async () => ({
    localCurrency: await context.erp.localCurrency(companyId),
    currencies: await context.erp.listCurrencies(companyId),
  }));
}

/** The profile of a company as it was read a short while ago; null when it would have to be asked for. */
export async function knownCompanyProfile(
  context: SyncContext,
  store: Pick<StoreTransaction, 'cursors'>,
  companyId: string,
): Promise<CompanyProfile | null> {
  const known = await readRemembered<CompanyProfile>(store, companyName(companyId));
  return known !== null && isFresh(context, known.readAt) ? known.value : null;
}

const companyName = (companyId: string): string => `company:${companyId}`;

/** A Bookings business with the names of its staff by id. */
export type BusinessProfile = BookingBusiness & { staffNames: Record<string, string> };

/** Currency, zone and staff of a Bookings business. Throws RequestError `not-found` when there is no such mailbox. */
export async function businessProfile(context: SyncContext, businessId: string): Promise<BusinessProfile> {
  return remembered(context, `business:${businessId}`, async () => {
    const business = await context.source.findBusiness(businessId);
    if (business !== null) return { ...business, staffNames: await staffNames(context, businessId) };
    throw new RequestError('not-found', say('business-unknown', { business: businessId }));
  });
}

/** Names are for show: without them the ids are shown, and nothing else suffers. */
async function staffNames(context: SyncContext, businessId: string): Promise<Record<string, string>> {
  try {
    const staff = await context.source.listStaff(businessId);
    return Object.fromEntries(staff.map(({ id, displayName }) => [id, displayName]));
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    context.log.warn({ businessId, error: error.message }, 'the names of the staff could not be read');
    return {};
  }
}

/** Reads through the store's memory: a fresh answer is not asked for again, and a failed question falls back on the last answer. */
async function remembered<T>(context: SyncContext, name: string, ask: () => Promise<T>): Promise<T> {
  const now = context.clock.now();
  const known = await readRemembered<T>(context.store, name);
  if (known !== null && isFresh(context, known.readAt)) return known.value;
  try {
    const value = await ask();
    await context.store.cursors.save(cursorOf(name), JSON.stringify({ readAt: now, value }), now);
    return value;
  } catch (error) {
    if (known === null) throw error;
    context.log.warn({ profile: name, readAt: known.readAt, error: String(error) }, 'using the last known profile');
    return known.value;
  }
}

const cursorOf = (name: string): string => `profile:${name}`;

interface Remembered<T> {
  readAt: Instant;
  value: T;
}

async function readRemembered<T>({ cursors }: Pick<StoreTransaction, 'cursors'>, name: string): Promise<Remembered<T> | null> {
  const text = await cursors.read(cursorOf(name));
  return text === null ? null : (JSON.parse(text) as Remembered<T>);
}

function isFresh({ clock, settings }: SyncContext, readAt: Instant): boolean {
  const ageMs = msOf(clock.now()) - msOf(readAt);
  // A reading of the future is not fresh: the clock was ahead and has been set right (E-31).
  return ageMs >= 0 && ageMs < settings.read.profileMs;
}
