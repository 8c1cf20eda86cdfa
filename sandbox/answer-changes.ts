/** Faults that let the service work and then spoil what it says. */
import type { FaultAction, SandboxResponse } from './contract.js';

/** A list answer without its second half and without its next link; anything else unchanged. */
export function truncateList(response: SandboxResponse): SandboxResponse {
  const body = bodyOf(response);
  if (!isList(body)) return response;
  const { '@odata.nextLink': _nextLink, value, ...rest } = body;
  return { ...response, body: JSON.stringify({ ...rest, value: value.slice(0, Math.floor(value.length / 2)) }) };
}

type Alteration = Pick<Extract<FaultAction, { kind: 'alterRecord' }>, 'where' | 'fields' | 'without'>;

/** The answer with the records meant told otherwise, however deep they stand; what is no JSON stays. */
export function alterRecords(response: SandboxResponse, alteration: Alteration): SandboxResponse {
  const body = bodyOf(response);
  return body === undefined ? response : { ...response, body: JSON.stringify(altered(body, alteration)) };
}

function altered(value: unknown, alteration: Alteration): unknown {
  if (Array.isArray(value)) return value.map((one) => altered(one, alteration));
  if (typeof value !== 'object' || value === null) return value;
  const record = value as Record<string, unknown>;
  const { where, fields = {}, without = [] } = alteration;
  const isMeant = Object.entries(where).every(([name, wanted]) => record[name] === wanted);
  if (!isMeant || Object.keys(where).length === 0)
    return Object.fromEntries(Object.entries(record).map(([name, inner]) => [name, altered(inner, alteration)]));
  return Object.fromEntries(Object.entries({ ...record, ...fields }).filter(([name]) => !without.includes(name)));
}

function bodyOf({ body }: SandboxResponse): unknown {
  const text = typeof body === 'string' || Buffer.isBuffer(body) ? body.toString() : JSON.stringify(body ?? null);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const isList = (body: unknown): body is { value: unknown[]; '@odata.nextLink'?: string } =>
  typeof body === 'object' && body !== null && Array.isArray((body as { value?: unknown }).value);
