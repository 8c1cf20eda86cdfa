import { createModificationLog, type ModificationLog } from './modification-log.js';
import type { Journal } from './journal.js';

/** What every stored record has besides its own fields. Decimals are kept as decimal text, enumerations as wire names. */
export interface Row {
  id: string;
  /** Grows with every write anywhere; the ETag is made from it. */
  version: number;
  modifiedMs: number;
  createdMs: number;
  [field: string]: unknown;
}

export interface Stamp {
  nowMs(): number;
  nextVersion(): number;
}

type KeyOf = (row: Row) => string | undefined;
type Bucket = string | Set<string>;

/** One table of a company: rows by id, exact-match indexes, and the order of modification. */
export class Table {
  private readonly rows = new Map<string, Row>();
  private readonly indexes = new Map<string, { keyOf: KeyOf; buckets: Map<string, Bucket> }>();
  private readonly log: ModificationLog = createModificationLog(this.rows);

  constructor(
    readonly entitySet: string,
    private readonly companyId: string,
    private readonly journal: Journal,
    private readonly stamp: Stamp,
    indexes: Record<string, KeyOf> = {},
  ) {
    for (const [name, keyOf] of Object.entries(indexes)) this.indexes.set(name, { keyOf, buckets: new Map() });
  }

  get size(): number {
    return this.rows.size;
  }

  get(id: string): Row | undefined {
    return this.rows.get(id);
  }

  all(): Iterable<Row> {
    return this.rows.values();
  }

  has(index: string): boolean {
    return this.indexes.has(index);
  }

  /** Rows whose index key is exactly this. Throws when the table keeps no such index. */
  find(index: string, key: string): Row[] {
    const bucket = this.indexes.get(index)!.buckets.get(key);
    if (bucket === undefined) return [];
    const ids = typeof bucket === 'string' ? [bucket] : [...bucket];
    return ids.map((id) => this.rows.get(id)!);
  }

  /** Rows modified at or after the moment, oldest modification first. */
  modifiedSince(ms: number): Row[] {
    return this.log.since(ms);
  }

  insert(fields: { id: string } & Record<string, unknown>): Row {
    const nowMs = this.stamp.nowMs();
    const row: Row = { ...fields, version: this.stamp.nextVersion(), modifiedMs: nowMs, createdMs: nowMs };
    this.put(row);
    this.journal.record(() => this.drop(row), this.changeOf(row, 'created'));
    return row;
  }

  /** Writes the changed fields; version and modification time move on. */
  update(id: string, changes: Record<string, unknown>): Row {
    const before = this.rows.get(id)!;
    const row: Row = { ...before, ...changes, id, version: this.stamp.nextVersion(), modifiedMs: this.stamp.nowMs() };
    this.replace(before, row);
    this.journal.record(() => this.restore(row, before), this.changeOf(row, 'updated'));
    return row;
  }

  /** Writes calculated fields that do not count as a modification: no new ETag, no notification. */
  recalculate(id: string, changes: Record<string, unknown>): void {
    const before = this.rows.get(id)!;
    const row: Row = { ...before, ...changes } as Row;
    this.replaceInPlace(before, row);
    this.journal.record(() => this.replaceInPlace(row, before));
  }

  remove(id: string): void {
    const row = this.rows.get(id)!;
    this.drop(row);
    this.journal.record(() => this.restoreDropped(row), this.changeOf(row, 'deleted'));
  }

  private put(row: Row): void {
    this.rows.set(row.id, row);
    this.index(row);
    this.log.append(row);
  }

  private drop(row: Row): void {
    this.rows.delete(row.id);
    this.unindex(row);
  }

  private replace(before: Row, row: Row): void {
    this.replaceInPlace(before, row);
    this.log.append(row);
  }

  private replaceInPlace(before: Row, row: Row): void {
    this.unindex(before);
    this.rows.set(row.id, row);
    this.index(row);
  }

  private restore(row: Row, before: Row): void {
    this.replaceInPlace(row, before);
    this.log.rebuildLater();
  }

  private restoreDropped(row: Row): void {
    this.rows.set(row.id, row);
    this.index(row);
    this.log.rebuildLater();
  }

  private index(row: Row): void {
    for (const { keyOf, buckets } of this.indexes.values()) {
      const key = keyOf(row);
      if (key === undefined) continue;
      const bucket = buckets.get(key);
      if (bucket === undefined) buckets.set(key, row.id);
      else if (typeof bucket === 'string') buckets.set(key, new Set([bucket, row.id]));
      else bucket.add(row.id);
    }
  }

  private unindex(row: Row): void {
    for (const { keyOf, buckets } of this.indexes.values()) {
      const key = keyOf(row);
      const bucket = key === undefined ? undefined : buckets.get(key);
      if (bucket === row.id) buckets.delete(key!);
      else if (typeof bucket === 'object') bucket.delete(row.id);
    }
  }

  private changeOf(row: Row, changeType: 'created' | 'updated' | 'deleted') {
    return { companyId: this.companyId, entitySet: this.entitySet, id: row.id, changeType };
  }
}
