/** Talking to a running sandbox from the command line. */
import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import path from 'node:path';

/** Where a started sandbox leaves its address. */
export const addressFile = (folder: string): string => path.join(folder, 'sandbox.json');

/**
 * Calls a control route of the sandbox that was started with this data folder.
 * @returns the JSON answer, undefined for none
 * @throws Error in words when no sandbox is there or it refuses
 */
export async function callControl(folder: string, method: string, route: string, argument?: unknown): Promise<unknown> {
  const { controlUrl, caFile } = await readAddress(folder);
  const ca = await readFile(caFile);
  const body = argument === undefined ? '' : JSON.stringify(argument);
  const { status, text } = await send(route === '' ? controlUrl : `${controlUrl}/${route}`, method, ca, body);
  const answer: unknown = text === '' ? undefined : JSON.parse(text);
  if (status >= 400)
    throw new Error(String((answer as { error?: unknown } | undefined)?.error ?? `The sandbox answered ${status}.`));
  return answer;
}

async function readAddress(folder: string): Promise<{ controlUrl: string; caFile: string }> {
  const text = await readFile(addressFile(folder), 'utf8').catch(() => {
    throw new Error(`No sandbox has been started with the data folder ${folder}.`);
  });
  return JSON.parse(text) as { controlUrl: string; caFile: string };
}

function send(url: string, method: string, ca: Buffer, body: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const outgoing = request(url, { method, ca, headers }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }));
    });
    outgoing.on('error', () => reject(new Error(`The sandbox at ${new URL(url).origin} does not answer.`)));
    outgoing.end(body);
  });
}

/**
 * Reads `name=value` words; a dot in the name opens a room: `graph.pageSize=5`. Values are JSON where they can be, else text.
 * @throws Error for a word without an equals sign
 */
export function pairsToObject(words: readonly string[]): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const word of words) {
    const [name, ...value] = word.split('=');
    if (!name || value.length === 0) throw new Error(`Write name=value instead of ${word}.`);
    const rooms = name.split('.');
    const last = rooms.pop()!;
    const room = rooms.reduce<Record<string, unknown>>(
      (outer, inner) => (outer[inner] ??= {}) as Record<string, unknown>,
      object,
    );
    room[last] = readValue(value.join('='));
  }
  return object;
}

function readValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const ruleFields = ['system', 'method', 'pattern', 'after', 'times', 'probability'];

/** Sorts the words of a fault into the rule's own fields and those of its action. */
export function readFault(kind: string, fields: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(fields);
  const rule = Object.fromEntries(entries.filter(([name]) => ruleFields.includes(name)));
  const action = Object.fromEntries(entries.filter(([name]) => !ruleFields.includes(name)));
  const retryAfter = action['retryAfter'] === undefined ? {} : { retryAfter: String(action['retryAfter']) };
  return { ...rule, action: { kind, ...action, ...retryAfter } };
}
