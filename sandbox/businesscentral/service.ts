import { randomUUID } from 'node:crypto';
import type { ImitatedService, SandboxClock, SandboxRequest, SandboxResponse } from '../contract.js';
import { isBusinessCentralPath, readAddress, routeName } from './address.js';
import { answerApi, type Api } from './api.js';
import { createControl, type BusinessCentralControl } from './control.js';
import { createEnvironment } from './environment.js';
import { BusinessCentralError, errorResponse } from './errors.js';
import { createGate } from './gate.js';
import { seedEnvironment } from './seed.js';
import { defaultSettings, type BusinessCentralSettings } from './settings.js';
import { createSubscriptions } from './subscriptions.js';
import { createWebhooks } from './webhooks.js';

export interface BusinessCentralOptions {
  clock: SandboxClock;
  /** Judges the Authorization header; the sign-in service of the sandbox knows the tokens. */
  tokenIsValid(authorizationHeader: string | undefined): 'valid' | 'missing' | 'expired' | 'wrong-audience';
  settings?: Partial<BusinessCentralSettings>;
}

/** The imitated Business Central environment. */
export interface BusinessCentral extends ImitatedService {
  /** Plays finance's side; also reached over the control listener. */
  control: BusinessCentralControl;
  /** Stops the webhook timer. */
  close(): void;
}

/** Real time between looks at the sandbox clock for notifications that have become due. */
const webhookPollMs = 250;

/** Creates the environment with its two seeded companies. */
export function createBusinessCentral(options: BusinessCentralOptions): BusinessCentral {
  const { clock } = options;
  const settings: BusinessCentralSettings = { ...defaultSettings, ...options.settings };
  const environment = createEnvironment(settings, clock, (changes) => webhooks.note(changes));
  const webhooks = createWebhooks({ settings, clock, subscriptions: () => subscriptions.rows });
  const subscriptions = createSubscriptions(environment, webhooks);
  const api: Api = { environment, subscriptions };
  const gate = createGate(settings, clock);
  seedEnvironment(environment);
  const timer = setInterval(() => void webhooks.deliverDue(), webhookPollMs).unref();

  return {
    system: 'businessCentral',
    owns: isBusinessCentralPath,
    routeOf: (request) => `${request.method} ${routeName(request.path)}`,
    handle: (request) => handleRequest({ api, gate, settings, tokenIsValid: options.tokenIsValid }, request),
    control: createControl({ environment, subscriptions, webhooks, gate, settings }),
    close: () => clearInterval(timer),
  };
}

interface Front {
  api: Api;
  gate: ReturnType<typeof createGate>;
  settings: BusinessCentralSettings;
  tokenIsValid: BusinessCentralOptions['tokenIsValid'];
}

async function handleRequest(front: Front, request: SandboxRequest): Promise<SandboxResponse> {
  try {
    checkToken(front, request);
    const leave = await front.gate.enter(appOf(request));
    try {
      if (front.settings.operationMs > 0) await new Promise((resolve) => setTimeout(resolve, front.settings.operationMs));
      return withHeaders(await route(front, request));
    } finally {
      leave();
    }
  } catch (error) {
    if (error instanceof BusinessCentralError) return withHeaders(refusal(front.settings, error));
    throw error;
  }
}

function refusal(settings: BusinessCentralSettings, error: BusinessCentralError): SandboxResponse {
  const response = errorResponse(error);
  const waits = error.status === 429 && settings.retryAfterSeconds > 0;
  return waits ? { ...response, headers: { 'retry-after': String(settings.retryAfterSeconds) } } : response;
}

function checkToken({ tokenIsValid, settings }: Front, request: SandboxRequest): void {
  const verdict = tokenIsValid(request.headers['authorization']);
  if (verdict !== 'valid')
    throw new BusinessCentralError(401, 'Authentication_InvalidCredentials', 'The server has rejected the client credentials.');
  if (settings.appEnabled) return;
  throw new BusinessCentralError(
    403,
    'Authorization_InsufficientPermissions',
    'The application is not enabled in this environment.',
  );
}

/** Limits count per app; the sandbox tells apps apart by the first part of the token after the header. */
function appOf(request: SandboxRequest): string {
  const payload = request.headers['authorization']?.split('.')[1];
  if (!payload) return 'app';
  const claims = /"(?:appid|azp)":"([^"]+)"/.exec(Buffer.from(payload, 'base64url').toString('utf8'));
  return claims?.[1] ?? 'app';
}

function route({ api, settings }: Front, request: SandboxRequest): SandboxResponse | Promise<SandboxResponse> {
  if (/^\/environments\/v1\.\d$/.test(request.path)) return environmentList(settings, request);
  const address = readAddress(request.path);
  if (!address || address.environment.toLowerCase() !== settings.environment.toLowerCase()) return noEnvironment();
  return answerApi(api, request, address);
}

/** The gateway answers a wrong environment in XML (recorded, reference 9). */
function noEnvironment(): SandboxResponse {
  const body =
    '<error xmlns="http://docs.oasis-open.org/odata/ns/metadata"><code>NoEnvironment</code><message>Environment does not exist.</message></error>';
  return { status: 404, headers: { 'content-type': 'application/xml' }, body };
}

function environmentList(settings: BusinessCentralSettings, request: SandboxRequest): SandboxResponse {
  const common = {
    aadTenantId: '00000000-0000-4000-8000-000000000001',
    applicationFamily: 'BusinessCentral',
    type: 'Production',
    countryCode: 'DK',
    ringName: 'PROD',
  };
  const urls = { webServiceUrl: request.origin, webClientLoginUrl: `${request.origin}/${settings.environment}` };
  return { status: 200, body: { value: [{ ...common, name: settings.environment, ...urls }] } };
}

const commonHeaders = { 'odata-version': '4.0', 'cache-control': 'no-cache, no-store' };

function withHeaders(response: SandboxResponse): SandboxResponse {
  const isJson = typeof response.body === 'object' && !Buffer.isBuffer(response.body);
  const type = isJson ? { 'content-type': 'application/json; odata.metadata=minimal; odata.streaming=true' } : {};
  return { ...response, headers: { ...commonHeaders, 'request-id': randomUUID(), ...type, ...response.headers } };
}
