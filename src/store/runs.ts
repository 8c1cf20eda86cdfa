import type { Run, RunNote, RunStore } from '../domain/run-store.js';
import type { Words } from '../domain/words/sentence.js';
import { insertRecord, insertRows } from './bulk.js';
import { countOf, first, type Session } from './session.js';
import { every, joined, sql, trusted, type Sql, type SqlValue } from './sql.js';

const noteColumns = ['run_id', 'noted_at', 'level', 'step', 'item_id', 'invoice_id', 'message', 'sentences'];

interface RunRow {
  id: string;
  kind: Run['kind'];
  state: Run['state'];
  requested_by: string;
  request: string;
  queued_at: string;
  started_at: string | null;
  finished_at: string | null;
  steps: string;
  counts: string;
  waiting_for: string | null;
  waiting_until: string | null;
  error: string | null;
  waiting_sentences: string | null;
  error_sentences: string | null;
}

interface NoteRow {
  run_id: string;
  noted_at: string;
  level: RunNote['level'];
  step: string;
  item_id: string | null;
  invoice_id: string | null;
  message: string;
  sentences: string | null;
}

/** Runs newest first; the notes of a run in the order they were made. */
export function runStore(session: Session): RunStore {
  return {
    insert: async (run) => {
      await session.run(insertRecord('runs', rowOf(run)));
    },
    save: async (run) => {
      await session.run(updateOf(run));
    },
    find: async (id) => {
      const row = await first<RunRow>(session, sql`SELECT * FROM runs WHERE id = ${id}`);
      return row === null ? null : runOf(row);
    },
    list: (offset, limit, kind) => listRuns(session, offset, limit, kind),
    addNotes: (notes) => session.atomic((tx) => insertRows(tx, 'run_notes', noteColumns, notes.map(noteRowOf))),
    notes: (runId, offset, limit) => listNotes(session, runId, offset, limit),
    listUnfinished: async () => {
      const rows = await session.all<RunRow>(
        sql`SELECT * FROM runs WHERE state IN ('queued', 'running', 'waiting') ORDER BY queued_at, id`,
      );
      return rows.map(runOf);
    },
    prune: (finishedBefore) => session.atomic((tx) => pruneRuns(tx, finishedBefore)),
  };
}

async function listRuns(
  session: Session,
  offset: number,
  limit: number,
  kind?: Run['kind'],
): Promise<{ rows: Run[]; total: number }> {
  const where = every(kind === undefined ? [] : [sql`kind = ${kind}`]);
  const rows = await session.all<RunRow>(
    sql`SELECT * FROM runs WHERE ${where} ORDER BY queued_at DESC, id DESC ${session.dialect.page(offset, limit)}`,
  );
  return { rows: rows.map(runOf), total: await countOf(session, sql`SELECT count(*) AS total FROM runs WHERE ${where}`) };
}

async function listNotes(
  session: Session,
  runId: string,
  offset: number,
  limit: number,
): Promise<{ rows: RunNote[]; total: number }> {
  const rows = await session.all<NoteRow>(
    sql`SELECT * FROM run_notes WHERE run_id = ${runId} ORDER BY id ${session.dialect.page(offset, limit)}`,
  );
  return {
    rows: rows.map(noteOf),
    total: await countOf(session, sql`SELECT count(*) AS total FROM run_notes WHERE run_id = ${runId}`),
  };
}

async function pruneRuns(session: Session, finishedBefore: string): Promise<number> {
  await session.run(sql`DELETE FROM run_notes WHERE run_id IN (SELECT id FROM runs WHERE finished_at < ${finishedBefore})`);
  return session.run(sql`DELETE FROM runs WHERE finished_at < ${finishedBefore}`);
}

/** What was asked for never changes, and the ids of a large selection are not written again with every step. */
function updateOf(run: Run): Sql {
  const { id, kind: _kind, requested_by: _by, request: _request, queued_at: _queuedAt, ...columns } = rowOf(run);
  const settings = Object.entries(columns).map(([column, value]) => sql`${trusted(column)} = ${value}`);
  return sql`UPDATE runs SET ${joined(settings, ', ')} WHERE id = ${id}`;
}

function rowOf(run: Run) {
  return {
    id: run.id,
    kind: run.kind,
    state: run.state,
    requested_by: run.requestedBy,
    request: run.request,
    queued_at: run.queuedAt,
    started_at: run.startedAt,
    finished_at: run.finishedAt,
    steps: JSON.stringify(run.steps),
    counts: JSON.stringify(run.counts),
    waiting_for: run.waitingFor,
    waiting_until: run.waitingUntil,
    error: run.error,
    waiting_sentences: run.waitingFor === null ? null : jsonOf(run.waitingSentences),
    error_sentences: run.error === null ? null : jsonOf(run.errorSentences),
  } satisfies Record<string, SqlValue>;
}

function runOf(row: RunRow): Run {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    requestedBy: row.requested_by,
    request: row.request,
    queuedAt: row.queued_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    steps: JSON.parse(row.steps) as Run['steps'],
    counts: JSON.parse(row.counts) as Run['counts'],
    waitingFor: row.waiting_for,
    waitingUntil: row.waiting_until,
    error: row.error,
    ...(row.waiting_sentences !== null && { waitingSentences: JSON.parse(row.waiting_sentences) as Words }),
    ...(row.error_sentences !== null && { errorSentences: JSON.parse(row.error_sentences) as Words }),
  };
}

function noteRowOf(note: RunNote): SqlValue[] {
  return [note.runId, note.at, note.level, note.step, note.itemId, note.invoiceId, note.message, jsonOf(note.sentences)];
}

function noteOf(row: NoteRow): RunNote {
  return {
    runId: row.run_id,
    at: row.noted_at,
    level: row.level,
    step: row.step,
    itemId: row.item_id,
    invoiceId: row.invoice_id,
    message: row.message,
    ...(row.sentences !== null && { sentences: JSON.parse(row.sentences) as Words }),
  };
}

function jsonOf(sentences: Words | undefined): string | null {
  return sentences === undefined ? null : JSON.stringify(sentences);
}
