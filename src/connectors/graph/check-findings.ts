import type { CheckFinding } from '../../domain/check.js';
import { RemoteError, messageOf } from '../../domain/errors.js';

const area = 'Bookings';

export function ok(subject: string, detail: string): CheckFinding {
  return { area, subject, result: 'ok', detail, fix: '' };
}

export function warning(subject: string, detail: string, fix: string): CheckFinding {
  return { area, subject, result: 'warning', detail, fix };
}

export function failed(subject: string, detail: string, fix: string): CheckFinding {
  return { area, subject, result: 'failed', detail, fix };
}

export function unproven(subject: string, detail: string, fix: string): CheckFinding {
  return { area, subject, result: 'unproven', detail, fix };
}

/** Of the application permissions only these two grants list businesses (Graph reference 2.1). */
export const listingAdvice =
  'Only needed to suggest addresses. The application permission Bookings.Read.All allows it; BookingsAppointment.ReadWrite.All does not.';

/** What to do about a failed read. One permission covers every read we make; the second is a known way out of odd refusals. */
export function adviceFor(error: unknown): string {
  if (!(error instanceof RemoteError))
    return 'Check that the base URL is Graph v1.0 and that nothing in between changes its answers.';
  if (error.system === 'sign-in') return 'Correct the sign-in section of the configuration as the message says.';
  if (error.status === 401) {
    return (
      'Graph does not accept the token: check that scope, authority and base URL belong to the same cloud. If they do, grant the ' +
      'application permission Bookings.Read.All with admin consent, and where that is not enough BookingsAppointment.ReadWrite.All too.'
    );
  }
  if (error.status === 403) {
    return (
      'In Microsoft Entra grant the application permission Bookings.Read.All of Microsoft Graph, with admin consent. Where it is already ' +
      'granted, add BookingsAppointment.ReadWrite.All as well: some tenants refuse without it. A new grant needs a few minutes.'
    );
  }
  if (error.status === 404) return 'Check the address of the business; it was there a moment ago.';
  if (error.outcome === 'refused') return 'Do what the message asks, or show it to whoever looks after Microsoft 365.';
  return 'Try again later. If it stays, check the network, the proxy and the state of Microsoft 365.';
}

/** Tries one read; its failure hides none of the others. */
export async function tryRead(subject: string, read: () => Promise<string>): Promise<CheckFinding> {
  try {
    return ok(subject, await read());
  } catch (error) {
    return failed(subject, messageOf(error), adviceFor(error));
  }
}
