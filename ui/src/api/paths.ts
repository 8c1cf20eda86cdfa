import type { Invoice, ItemRow, ListTotal, View } from './types.js';
import type * as Desk from './types-desk.js';

type Ok<R> = { responses: { 200: { content: { 'application/json': R } } } };
type Of<Q, P> = ([Q] extends [never] ? { query?: never } : { query: Q }) & ([P] extends [never] ? { path?: never } : { path: P });
type Read<R, Q = never, P = never> = { get: { parameters: Of<Q, P> } & Ok<R> };
type Act<B, R, P = never> = { post: { parameters: Of<never, P>; requestBody: { content: { 'application/json': B } } } & Ok<R> };
type ById = { id: string };
type ListParameters = Record<string, string | number>;
type Slice = { offset: number; limit: number };
type Card = { id: string; number: string; name: string; email?: string };

/** The server's paths, in the form openapi-fetch reads. */
export interface paths {
  '/api/me': Read<Desk.Me> & Act<{ actor: string }, Desk.Me>;
  '/api/status': Read<Desk.Status>;
  '/api/items': Read<Desk.ItemPage, ListParameters>;
  '/api/items/counts': Read<{ counts: Record<View, number> }>;
  '/api/items/totals': Read<{ totals: ListTotal[] }, ListParameters> & Act<{ ids: string[] }, { totals: ListTotal[] }>;
  '/api/items/ids': Read<{ items: Desk.RowVersion[] }, ListParameters>;
  '/api/items/{id}': Read<Desk.ItemDetail, never, ById>;
  '/api/items/decide': Act<
    { rows: Desk.RowVersion[]; change: Desk.DecisionChange; reason: string },
    { outcomes: Desk.DecisionOutcome[] }
  >;
  '/api/items/{id}/assign-customer': Act<{ customerNumber: string }, { affectedItems: number }, ById>;
  '/api/items/{id}/map-service': Act<{ itemNumber: string }, { affectedItems: number }, ById>;
  '/api/items/retry': Act<{ ids: string[] }, { retried: number }>;
  '/api/erp/customers': Read<{ rows: Card[] }, { companyId: string; text: string }>;
  '/api/erp/items': Read<{ rows: Card[] }, { companyId: string; text: string }>;
  '/api/preview': Act<{ selection: Desk.Selection; options: Desk.CreateOptions }, Desk.Preview>;
  '/api/runs': Read<Desk.Page<Desk.Run>, Slice & { kind?: string }> &
    Act<{ selection: Desk.Selection; options: Desk.CreateOptions; dataVersion: string }, Desk.Run>;
  '/api/runs/{id}': Read<Desk.Run, never, ById>;
  '/api/runs/{id}/notes': Read<Desk.Page<Desk.RunNote>, Slice, ById>;
  '/api/runs/{id}/result': Read<Desk.RunResult, never, ById>;
  '/api/sync': Act<object, unknown>;
  '/api/invoices': Read<Desk.Page<Invoice>, ListParameters>;
  '/api/invoices/{id}': Read<Desk.InvoiceDetail, never, ById>;
  '/api/invoices/{id}/withdraw': Act<object, { returnedItems: number }, ById>;
  '/api/customers/{companyId}/{number}': Read<Desk.CustomerDetail, never, { companyId: string; number: string }>;
  '/api/calendar': Read<{ rows: ItemRow[] }, { businessId: string; from: string; to: string }>;
  '/api/overview': Read<Desk.OverviewAnswer>;
  '/api/filter/explain': Act<{ column: string; text: string }, { ok: boolean; sentence: string }>;
}
