/** A change that webhook subscribers may hear of once it is committed. */
export interface RecordChange {
  companyId: string;
  entitySet: string;
  id: string;
  changeType: 'created' | 'updated' | 'deleted';
}

/** One database transaction at a time: everything written inside is undone together when the work throws. */
export interface Journal {
  /** Runs the work; on a throw undoes what it wrote and throws on. Inside another transaction it is a savepoint. */
  transaction<T>(work: () => T): T;
  /** Makes everything written so far stay, whatever happens later in the same transaction. */
  commitNow(): void;
  /** Notes how to take one write back, and the change to announce after the commit. */
  record(undo: () => void, change?: RecordChange): void;
}

/** Creates a journal; `onCommit` hears the changes of each outermost transaction that ended well. */
export function createJournal(onCommit: (changes: RecordChange[]) => void): Journal {
  let undoSteps: (() => void)[] = [];
  let changes: RecordChange[] = [];
  let depth = 0;

  function rollBackTo(steps: number, announced: number): void {
    while (undoSteps.length > steps) undoSteps.pop()!();
    changes.length = Math.min(changes.length, announced);
  }

  function commit(): void {
    const committed = changes;
    undoSteps = [];
    changes = [];
    if (committed.length > 0) onCommit(committed);
  }

  return {
    transaction(work) {
      const steps = undoSteps.length;
      const announced = changes.length;
      depth += 1;
      try {
        const result = work();
        if (depth === 1) commit();
        return result;
      } catch (error) {
        rollBackTo(steps, announced);
        throw error;
      } finally {
        depth -= 1;
      }
    },
    commitNow: commit,
    record(undo, change) {
      // Outside a transaction (seeding) nothing can fail half-way, so nothing is kept.
      if (depth === 0) return;
      undoSteps.push(undo);
      if (change) changes.push(change);
    },
  };
}
