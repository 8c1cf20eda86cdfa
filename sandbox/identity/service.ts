/** Microsoft's sign-in as a daemon meets it: OpenID metadata and the client-credentials token endpoint (reference section 2.3). */
import { randomUUID } from 'node:crypto';
import type { ImitatedService, SandboxClock, SandboxRequest, SandboxResponse } from '../contract.js';
import { checkAssertion } from './assertion.js';
import { discoveryAnswer, openIdAnswer } from './metadata.js';
import { refuse, type Refusal } from './refusals.js';
import type { Audience, TokenDesk } from './tokens.js';

export interface Credentials {
  tenantId: string;
  clientId: string;
  clientSecret: string;
}

export interface IdentitySettings {
  /** Lifetime written into new tokens, in seconds. */
  expiresInSeconds: number;
  /** `expired` answers AADSTS7000222 to the right secret. */
  clientSecretState: 'accepted' | 'expired';
  /** PEM texts of the certificates uploaded to the application. */
  certificates: readonly string[];
}

export interface IdentityOptions {
  clock: SandboxClock;
  tokens: TokenDesk;
  credentials: Credentials;
  settings: IdentitySettings;
  /** Which imitated system a resource such as `https://graph.microsoft.com` names, if any. */
  audienceOf(resource: string): Audience | undefined;
}

const discoveryPath = '/common/discovery/instance';
const ownedPath = /^\/[^/]+\/(v2\.0\/\.well-known\/openid-configuration|oauth2\/v2\.0\/token|discovery\/v2\.0\/keys)$/;

/** Creates the sign-in service. It shares its origin with Graph. */
export function createIdentity(options: IdentityOptions): ImitatedService {
  return {
    system: 'identity',
    owns: (path) => path === discoveryPath || ownedPath.test(path),
    routeOf: ({ method, path }) =>
      `${method} ${path === discoveryPath ? 'discovery/instance' : path.split('/').slice(2).join('/')}`,
    handle: (request) => {
      if (request.path === discoveryPath) return discoveryAnswer(request, options.credentials.tenantId);
      const tenant = decodeURIComponent(request.path.split('/')[1] ?? '');
      if (tenant.toLowerCase() !== options.credentials.tenantId.toLowerCase())
        return refuse(options.clock, request, 'unknownTenant', tenant);
      if (request.path.endsWith('/keys')) return { status: 200, body: { keys: [] } };
      if (request.path.endsWith('/openid-configuration')) return openIdAnswer(request, options.credentials.tenantId);
      return answerTokenRequest(options, request);
    },
  };
}

function answerTokenRequest(options: IdentityOptions, request: SandboxRequest): SandboxResponse {
  const form = new URLSearchParams(request.body.toString('utf8'));
  const found = request.method === 'POST' ? findRefusal(options, form, request.origin) : 'notPosted';
  if (found) {
    const [refusal, subject] = typeof found === 'string' ? [found, form.get('client_id') ?? ''] : found;
    return refuse(options.clock, request, refusal, subject);
  }
  const resource = resourceOf(form);
  const audience = options.audienceOf(resource);
  if (!audience) return refuse(options.clock, request, 'unknownResource', resource);
  const { expiresInSeconds } = options.settings;
  const { tenantId, clientId } = options.credentials;
  const token = options.tokens.issue({ audience, resource, tenantId, clientId, expiresInSeconds });
  return {
    status: 200,
    headers: { 'cache-control': 'no-store, no-cache', pragma: 'no-cache', 'x-ms-request-id': randomUUID() },
    body: { token_type: 'Bearer', expires_in: expiresInSeconds, ext_expires_in: expiresInSeconds, access_token: token },
  };
}

const resourceOf = (form: URLSearchParams): string => (form.get('scope') ?? '').split(' ')[0]!.replace(/\/?\.default$/, '');

/** The refusal, with what it names where that is not the client. */
function findRefusal(
  { credentials, settings }: IdentityOptions,
  form: URLSearchParams,
  origin: string,
): Refusal | [Refusal, string] | undefined {
  if (form.get('grant_type') !== 'client_credentials') return 'wrongGrant';
  if (form.get('client_id')?.toLowerCase() !== credentials.clientId.toLowerCase()) return 'unknownClient';
  if (!(form.get('scope') ?? '').split(' ')[0]!.endsWith('/.default')) return 'wrongScope';
  const assertion = form.get('client_assertion');
  if (assertion !== null) {
    const { tenantId, clientId } = credentials;
    const audiences = [`${origin}/${tenantId}/oauth2/v2.0/token`, `${origin}/${tenantId}/v2.0`];
    const { certificates } = settings;
    const { fault, thumbprint } = checkAssertion(assertion, { certificates, clientId, audiences, nowMs: Date.now() });
    return fault === null ? undefined : [fault, thumbprint];
  }
  const secret = form.get('client_secret');
  if (secret === null) return 'noCredential';
  if (secret !== credentials.clientSecret) return 'wrongSecret';
  return settings.clientSecretState === 'expired' ? 'expiredSecret' : undefined;
}
