import { emptyRecord, readBody, type BodyEntry, type StoredValue } from './body.js';
import { findByCode, type Books } from './books.js';
import { entityOf } from './data/entities.js';
import { dialogError, duplicateKey } from './errors.js';
import type { FieldCheck } from './field-checks.js';
import { newId } from './ids.js';
import type { Row } from './table.js';

/** What the pages of one entity set do beyond reading. */
export interface SetBehaviour {
  /** Table name in messages. */
  caption: string;
  create?(books: Books, body: Record<string, unknown>, parent: Row | undefined): Row;
  update?(books: Books, row: Row, body: Record<string, unknown>): Row;
  remove?(books: Books, row: Row): void;
  /** Bound actions by lower-case name. */
  actions?: Record<string, (books: Books, row: Row) => void>;
  /** Rows of the flat collection; throws where it cannot be listed. */
  list?(books: Books, query: URLSearchParams): readonly Row[] | undefined;
}

export type FieldChecks = Record<string, FieldCheck>;

/** Applies body entries to a record in body order, through the checks of their fields. */
export function applyEntries(books: Books, record: Record<string, unknown>, entries: BodyEntry[], checks: FieldChecks): void {
  for (const { name, value } of entries) Object.assign(record, checks[name] ? checks[name](books, value) : { [name]: value });
}

/** Pages of a plain setup table: a unique code, the rest as given. */
export function setupBehaviour(entitySet: string, caption: string, checks: FieldChecks = {}): SetBehaviour {
  const entity = entityOf(entitySet);
  return {
    caption,
    create(books, body) {
      const record: Record<string, unknown> = emptyRecord(entity);
      applyEntries(books, record, readBody(entity, body, 'create'), checks);
      checkNewCode(books, entitySet, caption, record['code']);
      return books.table(entitySet).insert({ ...record, id: newId() });
    },
    update(books, row, body) {
      const changes: Record<string, StoredValue> = {};
      applyEntries(books, changes, readBody(entity, body, 'update'), checks);
      if ('code' in changes && changes['code'] !== row['code']) checkNewCode(books, entitySet, caption, changes['code']);
      return books.table(entitySet).update(row.id, changes);
    },
    remove(books, row) {
      books.table(entitySet).remove(row.id);
    },
  };
}

function checkNewCode(books: Books, entitySet: string, caption: string, code: unknown): void {
  if (code === undefined) return;
  if (code === '') throw dialogError('A "code" must be provided.');
  if (findByCode(books, entitySet, code as string)) throw duplicateKey(caption, 'Code', code as string);
}
