import type { FastifyInstance } from 'fastify';
import type { Words } from '../domain/words/sentence.js';
import { readerOfRequest, type Reader } from './reader.js';

/** Fields that hold a text of ours in English, each with the field beside it that holds the same as sentences. */
const told = [
  ['message', 'sentences'],
  ['error', 'errorSentences'],
  ['waitingFor', 'waitingSentences'],
  ['reason', 'reasonSentences'],
  ['fault', 'faultSentences'],
] as const;

/** Every answer is told in its reader's language, in one place: a route cannot forget it. */
export function tellInReadersLanguage(app: FastifyInstance): void {
  app.addHook('preSerialization', async (request, _reply, payload) => worded(payload, readerOfRequest(request)));
}

/**
 * A copy of the value in which every text that comes with its sentences is in the reader's language; parts without any are not copied. A
 * text whose sentences are not known here stays in English.
 */
export function worded<T>(value: T, reader: Reader): T {
  if (Array.isArray(value)) return wordedList(value, reader) as T;
  if (typeof value !== 'object' || value === null || !isPlain(value)) return value;
  return wordedRecord(value as Record<string, unknown>, reader) as T;
}

function wordedList(list: unknown[], reader: Reader): unknown[] {
  let copy: unknown[] | null = null;
  for (const [at, one] of list.entries()) {
    const told = worded(one, reader);
    if (told !== one) (copy ??= [...list])[at] = told;
  }
  return copy ?? list;
}

function wordedRecord(record: Record<string, unknown>, reader: Reader): Record<string, unknown> {
  let copy: Record<string, unknown> | null = null;
  const put = (name: string, value: unknown) => ((copy ??= { ...record })[name] = value);
  for (const name of Object.keys(record)) {
    const value = record[name];
    if (typeof value !== 'object' || value === null) continue;
    const told = worded(value, reader);
    if (told !== value) put(name, told);
  }
  for (const [text, sentences] of told) {
    const words = record[sentences];
    if (Array.isArray(words)) put(text, reader.word(words as Words) ?? record[text]);
  }
  return copy ?? record;
}

/** Streams, dates and the like are no answers of ours. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
