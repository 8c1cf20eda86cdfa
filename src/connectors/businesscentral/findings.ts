import type { CheckFinding } from '../../domain/check.js';
import { messageOf, RemoteError } from '../../domain/errors.js';
import { isWrongAddress } from './absence.js';

const area = 'Business Central';

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

/** What a check found, or the finding that it failed and why. One failed look never hides the others. */
export async function attempt(subject: string, look: () => Promise<CheckFinding | CheckFinding[]>): Promise<CheckFinding[]> {
  try {
    return [await look()].flat();
  } catch (error) {
    return [failureOf(subject, error)];
  }
}

/** The finding of a call that failed, with the missing thing and its fix. */
export function failureOf(subject: string, error: unknown): CheckFinding {
  if (error instanceof RemoteError && error.system === 'sign-in') {
    return {
      ...failed(subject, error.message, 'Correct the tenant id, the client id or the credential in the configuration.'),
      area: 'Sign-in',
    };
  }
  return failed(subject, messageOf(error), fixOf(error));
}

function fixOf(error: unknown): string {
  if (!(error instanceof RemoteError))
    return 'Check that the address is the root of API v2.0 and that nothing in between changes the answers.';
  if (error.code === 'NoEnvironment') return 'Correct the environment name in the address of the API; it is in the admin center.';
  if (isWrongAddress(error)) return 'Correct the address: it must be the root of API v2.0, with tenant and environment.';
  if (error.status === 401) {
    return 'In Microsoft Entra give the application the permission API.ReadWrite.All of "Dynamics 365 Business Central" with admin consent, and check the scope.';
  }
  if (error.status === 403) {
    return 'In Business Central open "Microsoft Entra applications", enable the application\'s card and assign the permission sets that allow this.';
  }
  if (error.outcome === 'refused') return 'Do what the message asks, or show it to whoever looks after Business Central.';
  return 'Try again later. If it stays, check the network, the proxy and the state of Business Central.';
}
