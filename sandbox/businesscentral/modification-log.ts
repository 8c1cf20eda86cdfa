import type { Row } from './table.js';

/** The order in which rows were last written, so that "changed since" costs the changes and not the table. */
export interface ModificationLog {
  append(row: Row): void;
  /** Current rows modified at or after the moment, oldest first. */
  since(ms: number): Row[];
  /** The next look builds the order anew: after a rollback. */
  rebuildLater(): void;
}

interface Entry {
  id: string;
  version: number;
  modifiedMs: number;
}

/** Keeps stale entries until they outnumber the rows; an entry counts only while its row still has that version. */
export function createModificationLog(rows: ReadonlyMap<string, Row>): ModificationLog {
  let entries: Entry[] = [];
  let inOrder = true;

  function rebuild(): void {
    entries = [...rows.values()].map(({ id, version, modifiedMs }) => ({ id, version, modifiedMs }));
    entries.sort((left, right) => left.modifiedMs - right.modifiedMs || left.version - right.version);
    inOrder = true;
  }

  function firstAtOrAfter(ms: number): number {
    let low = 0;
    let high = entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (entries[middle]!.modifiedMs < ms) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    append({ id, version, modifiedMs }) {
      const last = entries.at(-1);
      // A clock set back breaks the order.
      if (last && last.modifiedMs > modifiedMs) inOrder = false;
      entries.push({ id, version, modifiedMs });
    },
    since(ms) {
      if (!inOrder || entries.length > 2 * rows.size + 1_000) rebuild();
      const found: Row[] = [];
      for (let at = firstAtOrAfter(ms); at < entries.length; at += 1) {
        const row = rows.get(entries[at]!.id);
        if (row?.version === entries[at]!.version) found.push(row);
      }
      return found;
    },
    rebuildLater() {
      inOrder = false;
    },
  };
}
