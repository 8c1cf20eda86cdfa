import type { SandboxClock } from '../../../sandbox/contract.js';
import { createBusinessCentral, type BusinessCentral } from '../../../sandbox/businesscentral/service.js';
import type { BusinessCentralSettings } from '../../../sandbox/businesscentral/settings.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- an answer is whatever JSON came back; the tests say what it must be
type Anything = any;
export type Json = Record<string, Anything>;

export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: Anything;
}

export interface CallOptions {
  headers?: Record<string, string>;
  body?: unknown;
}

export interface Bench {
  service: BusinessCentral;
  clock: SandboxClock;
  fjordId: string;
  hudsonId: string;
  /** Path below `/api/v2.0/`, with query. */
  call(method: string, path: string, options?: CallOptions): Promise<Reply>;
  /** Path inside the Danish company. */
  fjord(method: string, path: string, options?: CallOptions): Promise<Reply>;
  hudson(method: string, path: string, options?: CallOptions): Promise<Reply>;
}

export const tenantId = '11111111-2222-4333-8444-555555555555';
export const root = `/v2.0/${tenantId}/Production/api/v2.0`;
export const start = Date.parse('2026-09-15T08:00:00.000Z');

export function fakeClock(nowMs = start): SandboxClock {
  let now = nowMs;
  return {
    nowMs: () => now,
    set: (ms) => {
      now = ms;
    },
    advance: (ms) => {
      now += ms;
    },
  };
}

export function startService(settings: Partial<BusinessCentralSettings> = {}, clock = fakeClock()): Bench {
  const service = createBusinessCentral({
    clock,
    tokenIsValid: (header) => (header === undefined ? 'missing' : header === 'Bearer old' ? 'expired' : 'valid'),
    settings,
  });
  const states = service.control.state();
  const [fjordId, hudsonId] = [states[0]!.companyId, states[1]!.companyId];
  const call = (method: string, path: string, options?: CallOptions) => send(service, method, `${root}/${path}`, options);
  return {
    service,
    clock,
    fjordId,
    hudsonId,
    call,
    fjord: (method, path, options) => call(method, `companies(${fjordId})/${path}`, options),
    hudson: (method, path, options) => call(method, `companies(${hudsonId})/${path}`, options),
  };
}

/** Sends a request to the service itself, without a socket. */
export async function send(
  service: BusinessCentral,
  method: string,
  url: string,
  { headers = {}, body }: CallOptions = {},
): Promise<Reply> {
  const [path = '', rawQuery = ''] = url.split(/\?(.*)/s);
  const response = await service.handle({
    method,
    path,
    rawQuery,
    query: new URLSearchParams(rawQuery),
    headers: { authorization: 'Bearer good', ...headers },
    body: body === undefined ? Buffer.alloc(0) : Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body)),
    origin: 'https://localhost:7048',
  });
  return { status: response.status, headers: response.headers ?? {}, body: response.body };
}

export const q = (query: string) =>
  query
    .split('&')
    .map((part) => part.replace(/=(.*)$/s, (_all, value: string) => `=${encodeURIComponent(value)}`))
    .join('&');

export async function customerNamed(bench: Bench, number: string): Promise<Json> {
  const reply = await bench.fjord('GET', `customers?${q(`$filter=number eq '${number}'`)}`);
  return reply.body.value[0];
}

export async function itemNamed(bench: Bench, number: string): Promise<Json> {
  const reply = await bench.fjord('GET', `items?${q(`$filter=number eq '${number}'`)}`);
  return reply.body.value[0];
}

/** A draft with one massage line unless told otherwise. */
export async function draft(bench: Bench, overrides: Json = {}): Promise<Json> {
  const body = { customerNumber: 'C00010', salesInvoiceLines: [itemLine()], ...overrides };
  const reply = await bench.fjord('POST', 'salesInvoices', { body });
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
  return reply.body;
}

export function itemLine(overrides: Json = {}): Json {
  return { lineType: 'Item', lineObjectNumber: 'S-MASSAGE', quantity: 1, ...overrides };
}

export async function linesOf(bench: Bench, invoice: Json): Promise<Json[]> {
  return (await bench.fjord('GET', `salesInvoices(${invoice['id']})/salesInvoiceLines`)).body.value;
}
