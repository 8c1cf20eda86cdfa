import type { z } from 'zod';
import { ContractError, RemoteError } from '../../domain/errors.js';
import type { MayStillSend } from '../../domain/ports.js';
import type { RemoteHost } from '../http/host.js';
import { batchReader, maxBatchParts } from './batch.js';
import type { Body } from './bodies.js';
import { TooLate, tooLateError, unreadableWriteError } from './failures.js';
import { labelOf, listPath, queriesFor, type ListQuery } from './filters.js';
import { checkShape, jsonOf, parseAnswer } from './parse.js';
import { Page } from './schema.js';
import type { Answer, Call, Transport } from './transport.js';

/** The few ways in which we talk to Business Central. Paths are below the API root. Everything throws RemoteError or ContractError. */
export interface Api {
  readonly url: string;
  /** One record. */
  read<Shape extends z.ZodType>(path: string, schema: Shape): Promise<z.output<Shape>>;
  /** Pages of one list, to the last. When the walk's token expires it begins anew: rows may come again. */
  pages<Row extends z.ZodType>(path: string, row: Row): AsyncGenerator<z.output<Row>[]>;
  /** All rows of several lists, in as few requests as possible; asks nothing when there are no paths. */
  lists<Row extends z.ZodType>(paths: readonly string[], row: Row): Promise<z.output<Row>[]>;
  /**
   * Creates a record and gives back what `convert` makes of the answer. Not repeated once it may have had an effect; whatever goes wrong
   * after Business Central said yes is a RemoteError with the outcome `unknown`. An attempt that `mayStillSend` forbids is `not-sent`.
   */
  create<Shape extends z.ZodType, T>(
    path: string,
    body: Body,
    schema: Shape,
    convert: (answer: z.output<Shape>) => T | Promise<T>,
    mayStillSend?: MayStillSend,
  ): Promise<T>;
  /** Deletes the record if it is still as the ETag says. */
  remove(path: string, etag: string): Promise<void>;
}

/** Walks through one list, when its token expires on the way. */
const maxWalks = 3;

/** Calls below one API root (`https://…/api/v2.0`, without a slash at the end). */
export function createApi(apiUrl: string, host: RemoteHost, transport: Transport): Api {
  const { origin } = new URL(apiUrl);

  function send(kind: 'read' | 'write', method: Call['method'], path: string, rest: Partial<Call> = {}): Promise<Answer> {
    const call = { method, url: `${apiUrl}/${path}`, label: labelOf(method, path), ...rest };
    return host.run(kind, call.label, async (signal, answered) => {
      const answer = await transport.send(call, signal);
      answered(answer.status);
      return answer;
    });
  }

  /** Waiting for a slot or a Retry-After may outlast the caller's claim: the question is put again before each attempt. */
  async function sendInTime(
    method: Call['method'],
    path: string,
    body: Body,
    mayStillSend: MayStillSend | undefined,
  ): Promise<Answer> {
    const call = { method, url: `${apiUrl}/${path}`, label: labelOf(method, path), body };
    try {
      return await host.run('write', call.label, async (signal, answered) => {
        if (mayStillSend?.() === false) throw new TooLate();
        const answer = await transport.send(call, signal);
        answered(answer.status);
        return answer;
      });
    } catch (error) {
      if (error instanceof TooLate) throw tooLateError(call.label);
      throw error;
    }
  }

  async function readPage<Row extends z.ZodType>(path: string, row: Row, url = `${apiUrl}/${path}`) {
    const answer = await send('read', 'GET', path, { url });
    const label = labelOf('GET', path);
    return pageOf(jsonOf(answer.text, label), row, label);
  }

  /** Follows next links verbatim to the last page, which may be empty (BC reference 7). */
  async function* rest<Row extends z.ZodType>(path: string, link: string | undefined, row: Row): AsyncGenerator<z.output<Row>[]> {
    const seen = new Set<string>();
    for (let next = link; next !== undefined;) {
      refuseStrangeLink(next, seen, labelOf('GET', path));
      const page = await readPage(path, row, next);
      yield page.rows;
      next = page.nextLink;
    }
  }

  /** All rows of a list whose first page is at hand. When its token expires on the way the list is read anew. */
  async function wholeList<Row extends z.ZodType>(
    path: string,
    first: { rows: z.output<Row>[]; nextLink: string | undefined },
    row: Row,
  ): Promise<z.output<Row>[]> {
    for (let page = first, walk = 1; ; walk += 1) {
      try {
        const rows = [...page.rows];
        for await (const more of rest(path, page.nextLink, row)) rows.push(...more);
        return rows;
      } catch (error) {
        if (!isExpiredWalk(error) || walk === maxWalks) throw error;
        page = await readPage(path, row);
      }
    }
  }

  function refuseStrangeLink(link: string, seen: Set<string>, label: string): void {
    if (!URL.canParse(link) || new URL(link).origin !== origin) {
      throw new ContractError(
        'business-central',
        `The next page of ${label} is on another host than the configured one; it is not followed.`,
      );
    }
    if (seen.has(link)) throw new ContractError('business-central', `The pages of ${label} go round in a circle.`);
    seen.add(link);
  }

  async function firstPages<Row extends z.ZodType>(paths: readonly string[], row: Row) {
    const [path = ''] = paths;
    if (paths.length === 1) return [await readPage(path, row)];
    const label = labelOf('GET', path);
    const bodies = await host.run('read', label, batchReader(transport, apiUrl, label, paths));
    return bodies.map((body) => pageOf(body, row, label));
  }

  return {
    url: apiUrl,
    async read(path, schema) {
      return parseAnswer(schema, (await send('read', 'GET', path)).text, labelOf('GET', path));
    },
    async *pages(path, row) {
      for (let walk = 1; ; walk += 1) {
        try {
          const first = await readPage(path, row);
          yield first.rows;
          yield* rest(path, first.nextLink, row);
          return;
        } catch (error) {
          if (!isExpiredWalk(error) || walk === maxWalks) throw error;
        }
      }
    },
    async lists(paths, row) {
      const rows = [];
      for (const some of inChunks(paths, maxBatchParts)) {
        for (const [at, page] of (await firstPages(some, row)).entries()) {
          rows.push(...(await wholeList(some[at]!, page, row)));
        }
      }
      return rows;
    },
    async create(path, body, schema, convert, mayStillSend) {
      const answer = await sendInTime('POST', path, body, mayStillSend);
      try {
        return await convert(parseAnswer(schema, answer.text, labelOf('POST', path)));
      } catch (error) {
        throw unreadableWriteError(labelOf('POST', path), answer, error);
      }
    },
    async remove(path, etag) {
      await send('write', 'DELETE', path, { headers: { 'If-Match': etag } });
    },
  };
}

/** The paths of a list asked for with each of the filters that its terms need. See {@link queriesFor}. */
export function matchingPaths(api: Api, companyId: string, query: ListQuery, terms: readonly string[]): string[] {
  return queriesFor(api.url, companyId, query, terms).map((one) => listPath(companyId, one));
}

function pageOf<Row extends z.ZodType>(
  body: unknown,
  row: Row,
  label: string,
): { rows: z.output<Row>[]; nextLink: string | undefined } {
  const { value, '@odata.nextLink': nextLink } = checkShape(Page, body, label);
  return { rows: value.map((one) => checkShape(row, one, label)), nextLink };
}

/** A next link waited for too long (BC reference 7). */
function isExpiredWalk(error: unknown): boolean {
  return error instanceof RemoteError && error.code === 'SkipTokenIsNoLongerValid';
}

function inChunks<Value>(values: readonly Value[], size: number): Value[][] {
  const chunks: Value[][] = [];
  for (let at = 0; at < values.length; at += size) chunks.push(values.slice(at, at + size));
  return chunks;
}
