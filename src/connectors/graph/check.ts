import type { CheckFinding } from '../../domain/check.js';
import { messageOf } from '../../domain/errors.js';
import type { BookingSource } from '../../domain/ports.js';
import type { TokenSource } from '../http/token.js';
import { checkAppointments } from './check-appointments.js';
import { adviceFor, failed, listingAdvice, ok, tryRead, unproven, warning } from './check-findings.js';
import type { GraphClient } from './client.js';
import { nearest, type KnownBusiness } from './near-names.js';
import { elementsOf } from './pages.js';
import { businessesPath, customersPath } from './paths.js';

export interface CheckContext {
  client: GraphClient;
  source: Omit<BookingSource, 'check'>;
  tokens: TokenSource;
  nowMs: () => number;
}

/**
 * Looks at everything the product needs of Bookings, changing nothing: sign-in, each permission (Graph reference 2.1), and per business
 * its currency, zone and what its lists tell. Failures are findings; only a bug throws.
 */
export async function checkBookings(context: CheckContext, businessIds: readonly string[]): Promise<CheckFinding[]> {
  try {
    await context.tokens.token();
  } catch (error) {
    return signInFailed(error, businessIds);
  }
  const { known, finding } = await listBusinesses(context.client);
  const findings = [{ ...ok('Sign in for Microsoft Graph', 'A token was given.'), area: 'Sign-in' }, finding];
  for (const businessId of businessIds) findings.push(...(await checkBusiness(context, businessId, known)));
  return findings;
}

function signInFailed(error: unknown, businessIds: readonly string[]): CheckFinding[] {
  const fix =
    'Correct the sign-in section of the configuration (authority, tenant id, client id, credential) as the message says.';
  const signIn = { ...failed('Sign in for Microsoft Graph', messageOf(error), fix), area: 'Sign-in' };
  return [
    signIn,
    ...businessIds.map((id) => unproven(`Read the business ${id}`, 'The sign-in failed.', 'Correct the sign-in first.')),
  ];
}

/** Only helps to find a mistyped mailbox, so a refusal is a warning. */
async function listBusinesses(client: GraphClient): Promise<{ known: KnownBusiness[]; finding: CheckFinding }> {
  const subject = 'List the businesses';
  try {
    const elements = elementsOf('bookingBusinesses', await client.get('GET bookingBusinesses', businessesPath));
    const known = (elements as Partial<KnownBusiness>[]).map(({ id, displayName }) => ({
      id: `${id ?? ''}`,
      displayName: `${displayName ?? ''}`,
    }));
    return { known, finding: ok(subject, `${known.length} found.`) };
  } catch (error) {
    return { known: [], finding: warning(subject, messageOf(error), listingAdvice) };
  }
}

async function checkBusiness(context: CheckContext, businessId: string, known: KnownBusiness[]): Promise<CheckFinding[]> {
  const { source } = context;
  const subject = `Read the business ${businessId}`;
  let business;
  try {
    business = await source.findBusiness(businessId);
  } catch (error) {
    return [failed(subject, messageOf(error), adviceFor(error)), ...unprovenReads(businessId)];
  }
  if (business === null) return [noSuchMailbox(subject, businessId, known), ...unprovenReads(businessId)];
  return [
    ok(subject, `${business.displayName || 'Without a name'}.`),
    currencyFinding(businessId, business.currency),
    zoneFinding(businessId, business.timeZone),
    await tryRead(`Read services of ${businessId}`, async () => `${(await source.listServices(businessId)).length} found.`),
    await tryRead(`Read customers of ${businessId}`, () => countCustomers(context.client, businessId)),
    ...(await checkAppointments(source, businessId, context.nowMs())),
  ];
}

function unprovenReads(businessId: string): CheckFinding[] {
  return ['services', 'customers', 'appointments'].map((what) =>
    unproven(`Read ${what} of ${businessId}`, 'The business could not be read.', 'Correct the business first.'),
  );
}

/** Names the nearest addresses: a wrong mailbox is mostly a typing mistake or the wrong domain. */
function noSuchMailbox(subject: string, businessId: string, known: KnownBusiness[]): CheckFinding {
  const near = nearest(businessId, known).map(({ id, displayName }) => (displayName ? `${id} (${displayName})` : id));
  const fix =
    near.length === 0 ? 'Look its address up in Bookings, under Business information.' : `Did you mean ${near.join(', ')}?`;
  return failed(
    subject,
    `There is no Bookings business with the address ${businessId}. Personal booking pages cannot be read.`,
    fix,
  );
}

function currencyFinding(businessId: string, currency: string | null): CheckFinding {
  const subject = `Know the currency of ${businessId}`;
  if (currency !== null) return ok(subject, `${currency}.`);
  return warning(
    subject,
    'Bookings does not say it.',
    'Configure the currency of this business; without it nothing of it can be drafted.',
  );
}

function zoneFinding(businessId: string, timeZone: string | null): CheckFinding {
  const subject = `Know the time zone of ${businessId}`;
  if (timeZone !== null) return ok(subject, `${timeZone}.`);
  const fix = 'Configure the time zone of this business (such as Europe/Copenhagen); invoice dates and periods depend on it.';
  return warning(subject, 'Bookings does not say it, or names one that is not known.', fix);
}

async function countCustomers(client: GraphClient, businessId: string): Promise<string> {
  const elements = elementsOf('customers', await client.get('GET customers', customersPath(businessId)));
  return `${elements.length} on the first page.`;
}
