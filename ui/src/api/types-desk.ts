import type { components, paths } from './schema.js';
import type { View } from './types.js';

type Schemas = components['schemas'];
type AnswerOf<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

export type Sort = Schemas['ListQuery']['sort'];

/** What the list is asked for; filters are texts in Business Central's grammar, by column. */
export interface ItemQuery {
  view: View;
  search: string;
  /** Column name, with a leading `-` for descending. */
  sort: Sort;
  filters: Record<string, string>;
}
/** The same as the server reads it: each filter under `f.` and its column. */
export type ListQuery = Schemas['ListQuery'];

/** Rows to be summed up: by their ids, or everything that matches but for a few. */
export type ChosenRows = { ids: string[] } | { query: ListQuery; except: string[] };

/** Rows one answer is for: by their ids, or everything that matches but for a few, of which there were so many. */
export type ChosenToAnswer = { ids: string[]; count: number } | { query: ListQuery; except: string[]; count: number };

export type Selection = Schemas['Selection'];
export type CreateOptions = Schemas['CreateOptions'];
export type Preview = Schemas['Preview'];
export type PreviewDocument = Schemas['PreviewDocument'];
export type LeftOut = Schemas['LeftOut'];
export type DecisionChange = Schemas['DecisionChange'];
export type DecisionOutcome = Schemas['DecisionOutcome'];
export type RowVersion = AnswerOf<'/api/items/ids'>['items'][number];
type InvoiceList = NonNullable<paths['/api/invoices']['get']['parameters']['query']>;
export type InvoiceStanding = NonNullable<InvoiceList['standing']>;
export type InvoiceSort = NonNullable<InvoiceList['sort']>;
export type Run = Schemas['Run'];
export type RunNote = Schemas['RunNote'];
export type RunResult = AnswerOf<'/api/runs/{id}/result'>;
export type Me = Schemas['Me'];
export type Status = Schemas['Status'];
export type Business = Status['businesses'][number];
export type Banner = Schemas['Banner'];
export type Wait = Schemas['Wait'];
export type ItemDetail = Schemas['ItemDetail'];
export type InvoiceDetail = Schemas['InvoiceDetail'];
export type OverviewAnswer = Schemas['Overview'];
