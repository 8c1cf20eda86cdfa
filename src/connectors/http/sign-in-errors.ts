import { ContractError, RemoteError, messageOf } from '../../domain/errors.js';
import { readErrorBody } from './error-body.js';
import { safeText } from './redact.js';
import type { LastExchange } from './sign-in-network.js';

/** What the sentences name; never the secret. */
interface SignInSubject {
  clientId: string;
  tenantId: string;
  scope: string;
}

/** Causes by Microsoft's number (Graph reference 2.3): what is wrong and what to do. */
const causes: Record<string, (subject: SignInSubject) => string> = {
  AADSTS7000215: ({ clientId }) =>
    `The client secret of application ${clientId} is wrong. Configure the secret's value, not its id, as shown once when it was created.`,
  AADSTS7000222: ({ clientId }) =>
    `The client secret of application ${clientId} has expired. Create a new one in Microsoft Entra and put it into the configuration.`,
  AADSTS700016: ({ clientId, tenantId }) =>
    `Tenant ${tenantId} has no application ${clientId}. Check the client id, and that the application was registered in this tenant.`,
  AADSTS700027: ({ clientId }) =>
    `The certificate of application ${clientId} was not accepted. Upload the configured certificate to the application in Microsoft Entra.`,
  AADSTS7000112: ({ clientId }) => `Application ${clientId} is disabled in Microsoft Entra. Enable its enterprise application.`,
  AADSTS90002: ({ tenantId }) =>
    `There is no tenant ${tenantId}. Check the tenant id and that the authority belongs to its cloud.`,
  AADSTS900023: ({ tenantId }) => `${tenantId} is not a tenant id. Configure the directory's GUID or one of its domain names.`,
  AADSTS500011: ({ scope, tenantId }) =>
    `Tenant ${tenantId} does not know the resource of ${scope}. Check the scope and its cloud.`,
  AADSTS70011: ({ scope }) => `The scope ${scope} is not valid. It must end in /.default.`,
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
  return new ContractError('sign-in', `The Microsoft sign-in answered in an unknown form: ${safeText(messageOf(error))}`);
}

function refusal(code: string, said: string, subject: SignInSubject): RemoteError {
  const sentence = causes[code]?.(subject) ?? `The Microsoft sign-in refused application ${subject.clientId}: ${safeText(said)}`;
  return new RemoteError({
    system: 'sign-in',
    outcome: 'refused',
    status: 401,
    code,
    message: sentence,
  });
}
