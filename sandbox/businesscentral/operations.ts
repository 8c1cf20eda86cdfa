import type { SandboxRequest, SandboxResponse } from '../contract.js';
import type { ApiAddress, Segment } from './address.js';
import { pdfOf } from './attachments.js';
import { behaviours } from './behaviours.js';
import { parseBody } from './body.js';
import type { Books } from './books.js';
import type { EntityDefinition } from './data/notation.js';
import { badRequest, BusinessCentralError, methodNotAllowed, unknownSegment } from './errors.js';
import { checkIfMatch, etagOf } from './etag.js';
import { listRows } from './listing.js';
import { postPaymentJournal } from './payments.js';
import { readShape } from './query-options.js';
import { renderRow } from './render.js';
import { resolveResource, visibilityOf, type Resource } from './resource.js';
import type { Row } from './table.js';

/** A call on a company's data: the request, where it stands, and the path inside the company. */
export interface CompanyCall {
  request: SandboxRequest;
  address: ApiAddress;
  books: Books;
  segments: Segment[];
}

/** Answers a call inside a company; every write is one transaction. Throws BusinessCentralError. */
export function answerInCompany(call: CompanyCall): SandboxResponse {
  const { request, books } = call;
  const write = request.method !== 'GET';
  checkRights(call, write);
  if (write && /readonly/i.test(request.headers['data-access-intent'] ?? ''))
    throw badRequest('Data-Access-Intent ReadOnly is not allowed for this request.');
  return write ? books.journal.transaction(() => answer(call)) : answer(call);
}

function checkRights({ segments, books }: CompanyCall, write: boolean): void {
  const right = `${write ? 'write' : 'read'} ${segments.filter(({ name }) => !name.includes('.')).at(-1)?.name ?? ''}`;
  if (!books.settings.denied.includes(right)) return;
  const message = 'Sorry, the current permissions prevented the action.';
  throw new BusinessCentralError(403, 'Authorization_InsufficientPermissions', `${message} (${right})`);
}

function answer(call: CompanyCall): SandboxResponse {
  const journal = paymentJournalToPost(call);
  if (journal) return postJournal(call, journal);
  const resource = resolveResource(call.books, call.segments, visibilityOf(call.books));
  switch (resource.kind) {
    case 'collection':
      return answerCollection(call, resource);
    case 'entity':
      return answerEntity(call, resource);
    case 'action':
      return runAction(call, resource);
    case 'stream':
      return answerStream(call, resource);
  }
}

/** `journals({id})/Microsoft.NAV.post`: the general journals page posts the same batches (reference 3.7). */
function paymentJournalToPost({ segments, books }: CompanyCall): Row | undefined {
  if (segments[0]?.name !== 'journals' || !/^Microsoft\.NAV\.post$/i.test(segments[1]?.name ?? '')) return undefined;
  const journal = books.table('customerPaymentJournals').get(segments[0].key ?? '');
  if (!journal) throw unknownSegment('journals');
  return journal;
}

function postJournal({ request, books }: CompanyCall, journal: Row): SandboxResponse {
  if (request.method !== 'POST') throw methodNotAllowed(request.method, 'journals');
  postPaymentJournal(books, journal);
  return { status: 204 };
}

function answerCollection(
  call: CompanyCall,
  { entity, rows, parent }: Extract<Resource, { kind: 'collection' }>,
): SandboxResponse {
  const { request, books } = call;
  if (request.method === 'GET') {
    const visible = visibilityOf(books);
    const listed = rows ?? behaviours[entity.entitySet]?.list?.(books, request.query);
    return listRows(request, books, {
      entity,
      rows: listed,
      visible: (row) => visible(entity.entitySet, row),
      context: contextOf(call),
    });
  }
  const create = behaviours[entity.entitySet]?.create;
  if (request.method !== 'POST' || !entity.operations.create || !create) throw methodNotAllowed(request.method, entity.entitySet);
  const row = create(books, parseBody(request.body), parent);
  return written(call, entity, row, 201);
}

function answerEntity(call: CompanyCall, { entity, row, parent }: Extract<Resource, { kind: 'entity' }>): SandboxResponse {
  const { request, books } = call;
  const behaviour = behaviours[entity.entitySet];
  switch (request.method) {
    case 'GET':
      return written(call, entity, row, 200);
    case 'PATCH':
      if (!entity.operations.update || !behaviour?.update) throw methodNotAllowed('PATCH', entity.entitySet);
      checkIfMatch(request.headers['if-match'], row, true);
      return written(call, entity, behaviour.update(books, row, parseBody(request.body)), 200);
    case 'DELETE':
      if (!entity.operations.remove || !behaviour?.remove) throw methodNotAllowed('DELETE', entity.entitySet);
      checkIfMatch(request.headers['if-match'], row, false);
      behaviour.remove(books, row);
      return { status: 204 };
    default:
      throw methodNotAllowed(request.method, (parent && entity.entityName) || entity.entitySet);
  }
}

function written(call: CompanyCall, entity: EntityDefinition, row: Row, status: number): SandboxResponse {
  const { request, books } = call;
  if (status !== 200 && /return-no-content/i.test(request.headers['prefer'] ?? '')) return { status: 204 };
  const shape = readShape(entity, request.query.get('$select'), request.query.get('$expand'));
  const context = { '@odata.context': `${contextOf(call)}/$entity` };
  return { status, headers: { etag: etagOf(row) }, body: { ...context, ...renderRow(entity, row, books, shape) } };
}

function runAction(
  { request, books }: CompanyCall,
  { entity, row, action }: Extract<Resource, { kind: 'action' }>,
): SandboxResponse {
  if (request.method !== 'POST') throw methodNotAllowed(request.method, entity.entitySet);
  const run = behaviours[entity.entitySet]?.actions?.[action.toLowerCase()];
  if (!run) throw new BusinessCentralError(501, 'BadRequest_MethodNotImplemented', 'Entity does not support bound actions');
  checkIfMatch(request.headers['if-match'], row, false);
  run(books, row);
  return { status: 204 };
}

function answerStream({ request, books }: CompanyCall, { entity, row }: Extract<Resource, { kind: 'stream' }>): SandboxResponse {
  if (request.method === 'GET') {
    const isPdf = entity.entitySet === 'pdfDocument';
    const body = isPdf ? pdfOf(books, row) : ((row['content'] as Buffer | undefined) ?? Buffer.alloc(0));
    return { status: 200, headers: { 'content-type': isPdf ? 'application/pdf' : 'application/octet-stream' }, body };
  }
  if (request.method !== 'PATCH' || entity.entitySet === 'pdfDocument') throw methodNotAllowed(request.method, entity.entitySet);
  checkIfMatch(request.headers['if-match'], row, true);
  books.table(entity.entitySet).update(row.id, { content: request.body, byteSize: request.body.length });
  return { status: 204 };
}

/** `{root}/$metadata#companies({id})/…` without the key of the last segment. */
function contextOf({ request, address, books, segments }: CompanyCall): string {
  const path = segments
    .map(({ name, key }, at) => (key !== undefined && at < segments.length - 1 ? `${name}(${key})` : name))
    .join('/');
  return `${request.origin}${address.root}/$metadata#companies(${books.companyId})/${path}`;
}
