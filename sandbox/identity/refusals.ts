import { randomUUID } from 'node:crypto';
import type { SandboxClock, SandboxRequest, SandboxResponse } from '../contract.js';

/** Each refusal: status, OAuth error, AADSTS number and wording; `%` stands for the value that was wrong. */
const refusals = {
  unknownTenant: [400, 'invalid_request', 90002, "Tenant '%' not found. Check to make sure you have the correct tenant ID."],
  unknownClient: [
    400,
    'unauthorized_client',
    700016,
    "Application with identifier '%' was not found in the directory 'Sandbox'.",
  ],
  wrongGrant: [400, 'unsupported_grant_type', 70003, 'The app requested an unsupported grant type.'],
  wrongScope: [
    400,
    'invalid_scope',
    1002012,
    'The provided value for scope is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).',
  ],
  unknownResource: [400, 'invalid_resource', 500011, 'The resource principal named % was not found in the tenant named Sandbox.'],
  noCredential: [
    401,
    'invalid_client',
    7000218,
    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  ],
  wrongSecret: [
    401,
    'invalid_client',
    7000215,
    "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '%'.",
  ],
  expiredSecret: [401, 'invalid_client', 7000222, "The provided client secret keys for app '%' are expired."],
  malformedAssertion: [400, 'invalid_request', 50027, 'JWT token is invalid or malformed.'],
  unknownCertificate: [
    401,
    'invalid_client',
    700027,
    "Client assertion contains an invalid signature. [Reason - The key was not found., Thumbprint of key used by client: '%']",
  ],
  expiredCertificate: [
    401,
    'invalid_client',
    700027,
    "Client assertion contains an invalid signature. [Reason - The key used is expired., Thumbprint of key used by client: '%']",
  ],
  wrongSignature: [
    401,
    'invalid_client',
    700027,
    "Client assertion contains an invalid signature. [Reason - The provided signature value did not match the expected signature value., Thumbprint of key used by client: '%']",
  ],
  wrongSubject: [
    401,
    'invalid_client',
    700021,
    "Client assertion application identifier doesn't match 'client_id' parameter. Review the documentation.",
  ],
  wrongAudience: [401, 'invalid_client', 700023, 'Client assertion audience claim does not match Realm issuer.'],
  assertionOutOfTime: [401, 'invalid_client', 700024, 'Client assertion is not within its valid time range.'],
  notPosted: [400, 'invalid_request', 900561, 'The endpoint only accepts POST requests. Received a GET request.'],
  throttled: [
    429,
    'temporarily_unavailable',
    90055,
    'The server has terminated an operation because it encountered excessive traffic.',
  ],
} as const;

export type Refusal = keyof typeof refusals;

/** Answers as the token endpoint refuses: OAuth error, AADSTS text, trace and correlation ids. */
export function refuse(clock: SandboxClock, request: SandboxRequest, refusal: Refusal, subject: string): SandboxResponse {
  const [status, error, code, text] = refusals[refusal];
  return { status, body: refusalBody(clock, request, error, code, text.replace('%', subject)) };
}

/** The body of a refusal, also used for faults on the token endpoint. */
export function refusalBody(clock: SandboxClock, request: SandboxRequest, error: string, code: number, text: string): unknown {
  const traceId = randomUUID();
  const correlationId = request.query.get('client-request-id') ?? request.headers['client-request-id'] ?? randomUUID();
  const timestamp = `${new Date(clock.nowMs()).toISOString().slice(0, 19).replace('T', ' ')}Z`;
  return {
    error,
    error_description: `AADSTS${code}: ${text} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
    error_codes: [code],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    error_uri: `${request.origin}/error?code=${code}`,
  };
}
