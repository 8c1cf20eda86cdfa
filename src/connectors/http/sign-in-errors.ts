import { ContractError, RemoteError, messageOf } from '../../domain/errors.js';
import { say, type Sentence } from '../../domain/words/sentence.js';
import { readErrorBody } from './error-body.js';
import { safeText } from './redact.js';
import type { LastExchange } from './sign-in-network.js';
import type { Credential } from './token.js';

/** What the sentences name. */
interface SignInSubject {
  clientId: string;
  tenantId: string;
  scope: string;
  /** Never named, and taken out of what the endpoint says. */
  credential: Credential;
}

/** Causes by Microsoft's number (Graph reference 2.3): what is wrong and what to do. */
const causes: Record<string, (subject: SignInSubject, said: string) => Sentence> = {
  AADSTS7000215: ({ clientId }) => say('secret-wrong', { clientId }),
  AADSTS7000222: ({ clientId }) => say('secret-expired', { clientId }),
  AADSTS700016: ({ clientId, tenantId }) => say('application-unknown', { clientId, tenantId }),
  // One number for several causes; only the text tells them apart.
  AADSTS700027: ({ clientId }, said) =>
    say(/key used is expired/i.test(said) ? 'certificate-expired' : 'certificate-refused', { clientId }),
  AADSTS700024: ({ clientId }) => say('assertion-out-of-time', { clientId }),
  AADSTS7000112: ({ clientId }) => say('application-disabled', { clientId }),
  AADSTS90002: ({ tenantId }) => say('tenant-unknown', { tenantId }),
  AADSTS900023: ({ tenantId }) => say('tenant-id-invalid', { tenantId }),
  AADSTS500011: ({ scope, tenantId }) => say('resource-unknown', { scope, tenantId }),
  AADSTS70011: ({ scope }) => say('scope-invalid', { scope }),
};

/**
 * The error of a failed token request. Refusals carry status 401 whatever number the endpoint used, because nothing will work until
 * a person acts; the code is Microsoft's `AADSTS…` number where it gave one.
 */
export function errorOfSignIn(error: unknown, last: LastExchange, subject: SignInSubject): Error {
  if (last.failure) return last.failure;
  const body = readErrorBody(last.text);
  const said = body.message || messageOf(error);
  const number = /AADSTS\d+/.exec(said)?.[0];
  if (last.status !== null && last.status >= 400) return refusal(number ?? body.code, said, subject);
  return new ContractError(
    'sign-in',
    `The Microsoft sign-in answered in an unknown form: ${safeText(messageOf(error), secretsIn(subject))}`,
  );
}

function secretsIn({ credential }: SignInSubject): string[] {
  return credential.kind === 'secret' ? [credential.value] : [];
}

function refusal(code: string, said: string, subject: SignInSubject): RemoteError {
  const { clientId } = subject;
  const sentence =
    causes[code]?.(subject, said) ?? say('sign-in-refused', { clientId, said: safeText(said, secretsIn(subject)) });
  return new RemoteError({
    system: 'sign-in',
    outcome: 'refused',
    status: 401,
    code,
    message: [sentence],
  });
}
