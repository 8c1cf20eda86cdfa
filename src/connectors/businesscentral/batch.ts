import type { RemoteError } from '../../domain/errors.js';
import { answerError, missingPartsError, mostTelling } from './failures.js';
import { jsonOf, parseAnswer } from './parse.js';
import { BatchAnswer } from './schema.js';
import type { Transport } from './transport.js';

/** Most operations Business Central takes in one `$batch` (BC reference 4). */
export const maxBatchParts = 100;

/**
 * Reads up to 100 addresses (below the API root) in one request. Returns `attempt`, which may be called again after a failure: parts
 * that were answered are kept, only the others are asked for again. Answers are matched by id, never by place (BC reference 4).
 * Throws the most telling RemoteError among the parts.
 */
export function batchReader(transport: Transport, apiUrl: string, label: string, paths: readonly string[]) {
  const bodies = new Map<string, unknown>();

  async function attempt(signal: AbortSignal): Promise<unknown[]> {
    const wanted = paths.map((path, index) => ({ id: String(index + 1), path })).filter(({ id }) => !bodies.has(id));
    const errors = await readParts(wanted, signal);
    if (errors.length > 0) throw mostTelling(errors);
    if (bodies.size < paths.length) throw missingPartsError(label, paths.length - bodies.size, paths.length);
    return paths.map((_, index) => bodies.get(String(index + 1)));
  }

  async function readParts(wanted: { id: string; path: string }[], signal: AbortSignal): Promise<RemoteError[]> {
    const asked = new Set(wanted.map(({ id }) => id));
    const requests = wanted.map(({ id, path }) => ({ method: 'GET', id, url: path, headers: { 'Accept-Language': 'en-US' } }));
    const headers = { Prefer: 'odata.continue-on-error' };
    const answer = await transport.send({ method: 'POST', url: `${apiUrl}/$batch`, label, body: { requests }, headers }, signal);
    const errors: RemoteError[] = [];
    for (const { id, status, headers, body } of parseAnswer(BatchAnswer, answer.text, label).responses) {
      if (typeof id !== 'string' || !asked.has(id)) continue;
      if (status >= 200 && status < 300) bodies.set(id, typeof body === 'string' ? jsonOf(body, label) : body);
      else errors.push(answerError(label, { status, headers: lowerCaseNames(headers ?? {}), text: textOf(body) }));
    }
    return errors;
  }

  return attempt;
}

function textOf(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body ?? '');
}

function lowerCaseNames(headers: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
