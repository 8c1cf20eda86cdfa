import type { SandboxRequest, SandboxResponse } from '../contract.js';
import type { ApiAddress } from './address.js';
import { parseBody, readBody, tooLong } from './body.js';
import { entityOf } from './data/entities.js';
import type { Environment } from './environment.js';
import { badRequest, BusinessCentralError, dialogError, methodNotAllowed, recordNotFound } from './errors.js';
import { checkIfMatch } from './etag.js';
import { newId } from './ids.js';
import { listRows } from './listing.js';
import { renderRow } from './render.js';
import type { Row } from './table.js';
import type { Webhooks } from './webhooks.js';

/** Entity sets that can be watched (reference 11): real tables with a single key. Contacts are not among them. */
export const watchableSets = [
  'accounts',
  'companyInformation',
  'countriesRegions',
  'currencies',
  'customerPaymentJournals',
  'customers',
  'dimensions',
  'generalLedgerSetup',
  'itemCategories',
  'items',
  'paymentMethods',
  'paymentTerms',
  'salesCreditMemos',
  'salesInvoices',
  'shipmentMethods',
  'unitsOfMeasure',
] as const;

const threeDaysMs = 3 * 24 * 60 * 60 * 1_000;
const userId = '00000000-0000-0000-0000-000000000001';

export interface Subscriptions {
  rows: Map<string, Row>;
  answer(request: SandboxRequest, address: ApiAddress): SandboxResponse | Promise<SandboxResponse>;
  supportedResources(request: SandboxRequest, address: ApiAddress): SandboxResponse;
}

/** The subscriptions page. Creating and renewing asks the subscriber first (handshake), and lasts three days. */
export function createSubscriptions(environment: Environment, webhooks: Pick<Webhooks, 'shakeHands'>): Subscriptions {
  const entity = entityOf('subscriptions');
  const rows = new Map<string, Row>();
  const anyBooks = () => [...environment.companies.values()][0]!;

  function rowOf(subscriptionId: string): Row {
    const row = rows.get(subscriptionId);
    if (!row) throw recordNotFound('API Webhook Subscription', subscriptionId);
    return row;
  }

  function store(row: Row): Row {
    const nowMs = environment.clock.nowMs();
    const stored = {
      ...row,
      version: environment.nextVersion(),
      timestamp: row.version,
      modifiedMs: nowMs,
      expirationDateTime: nowMs + threeDaysMs,
    };
    rows.set(row.id, stored);
    return stored;
  }

  function show(request: SandboxRequest, address: ApiAddress, row: Row, status: number): SandboxResponse {
    const context = `${request.origin}${address.root}/$metadata#subscriptions/$entity`;
    return {
      status,
      body: { '@odata.context': context, ...renderRow(entity, row, anyBooks(), { select: undefined, expand: [] }) },
    };
  }

  async function create(request: SandboxRequest, address: ApiAddress): Promise<SandboxResponse> {
    const fields = fieldsOf(request);
    checkResource(environment, String(fields['resource'] ?? ''));
    if (rows.size >= environment.settings.webhookSubscriptions)
      throw dialogError('The maximum number of webhook subscriptions has been reached.');
    await webhooks.shakeHands(String(fields['notificationUrl'] ?? ''));
    const nowMs = environment.clock.nowMs();
    const id = newId().replaceAll('-', '');
    const blank = {
      id,
      version: 0,
      modifiedMs: nowMs,
      createdMs: nowMs,
      subscriptionId: id,
      clientState: '',
      userId,
      systemCreatedBy: userId,
      systemModifiedBy: userId,
    };
    return show(request, address, store({ ...blank, ...fields }), 201);
  }

  async function renew(request: SandboxRequest, address: ApiAddress, row: Row): Promise<SandboxResponse> {
    checkIfMatch(request.headers['if-match'], row, true);
    const fields = fieldsOf(request);
    await webhooks.shakeHands(String(fields['notificationUrl'] ?? row['notificationUrl']));
    return show(request, address, store({ ...row, ...fields }), 200);
  }

  function dropExpired(): void {
    for (const row of rows.values()) if ((row['expirationDateTime'] as number) <= environment.clock.nowMs()) rows.delete(row.id);
  }

  return {
    rows,
    answer(request, address) {
      dropExpired();
      const key = address.segments[0]!.key;
      if (key === undefined) {
        if (request.method === 'POST') return create(request, address);
        if (request.method !== 'GET') throw methodNotAllowed(request.method, 'subscriptions');
        const context = `${request.origin}${address.root}/$metadata#subscriptions`;
        return listRows(request, anyBooks(), { entity, rows: [...rows.values()], visible: () => true, context });
      }
      const row = rowOf(key);
      if (request.method === 'GET') return show(request, address, row, 200);
      if (request.method === 'PATCH') return renew(request, address, row);
      if (request.method !== 'DELETE') throw methodNotAllowed(request.method, 'subscriptions');
      checkIfMatch(request.headers['if-match'], row, false);
      rows.delete(key);
      return { status: 204 };
    },
    supportedResources(request, address) {
      const context = `${request.origin}${address.root}/$metadata#webhookSupportedResources`;
      const value = watchableSets.map((set) => ({ resource: `api/v2.0/companies({companyId})/${set}` }));
      return { status: 200, body: { '@odata.context': context, value } };
    },
  };
}

function fieldsOf(request: SandboxRequest): Record<string, unknown> {
  const fields = Object.fromEntries(
    readBody(entityOf('subscriptions'), parseBody(request.body), 'create').map(({ name, value }) => [name, value]),
  );
  if (typeof fields['clientState'] === 'string' && fields['clientState'].length > 2_048)
    throw tooLong(fields['clientState'], 2_048);
  return fields;
}

function checkResource(environment: Environment, resource: string): void {
  const [, companyId = '', entitySet = ''] = /\/?api\/v2\.0\/companies\(([0-9a-f-]{36})\)\/(\w+)$/i.exec(resource) ?? [];
  if (!environment.companies.has(companyId.toLowerCase()))
    throw badRequest(`The resource '${resource}' is not a company's entity set.`);
  if ((watchableSets as readonly string[]).includes(entitySet)) return;
  throw new BusinessCentralError(400, 'BadRequest', `The entity set '${entitySet}' does not support webhook subscriptions.`);
}
