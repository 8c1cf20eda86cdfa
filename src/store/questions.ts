import type { LinkStore, OpenQuestion } from '../domain/link-store.js';
import { upsert, type Session } from './session.js';
import { chunked, oneOf, sql, type Sql } from './sql.js';

type QuestionMethods = Pick<LinkStore, 'findQuestions' | 'saveQuestion' | 'removeQuestion'>;

interface QuestionRow {
  question_key: string;
  problem: string;
  asked_at: string;
}

/** Searches without a single answer, waiting for a person. */
export function questionStore(session: Session): QuestionMethods {
  return {
    findQuestions: (companyId, kind, keys) => findQuestions(session, companyId, kind, keys),
    saveQuestion: (question) => session.atomic((tx) => saveQuestion(tx, question), 'later'),
    removeQuestion: async (companyId, kind, key) => {
      await session.atomic((tx) => tx.run(sql`DELETE FROM questions WHERE ${isQuestion({ companyId, kind, key })}`), 'later');
    },
  };
}

async function findQuestions(
  session: Session,
  companyId: string,
  kind: OpenQuestion['kind'],
  keys: readonly string[],
): Promise<Map<string, OpenQuestion>> {
  const found = new Map<string, OpenQuestion>();
  for (const chunk of chunked(keys)) {
    const rows = await session.all<QuestionRow>(
      sql`SELECT question_key, problem, asked_at FROM questions
          WHERE company_id = ${companyId} AND kind = ${kind} AND ${oneOf('question_key', chunk)}`,
    );
    for (const { question_key: key, problem, asked_at: askedAt } of rows) {
      found.set(key, { companyId, kind, key, problem: JSON.parse(problem) as OpenQuestion['problem'], askedAt });
    }
  }
  return found;
}

function saveQuestion(session: Session, question: OpenQuestion): Promise<void> {
  const { companyId, kind, key, askedAt } = question;
  const problem = JSON.stringify(question.problem);
  return upsert(
    session,
    sql`UPDATE questions SET problem = ${problem}, asked_at = ${askedAt} WHERE ${isQuestion(question)}`,
    sql`INSERT INTO questions (company_id, kind, question_key, problem, asked_at)
        VALUES (${companyId}, ${kind}, ${key}, ${problem}, ${askedAt})`,
  );
}

function isQuestion({ companyId, kind, key }: Pick<OpenQuestion, 'companyId' | 'kind' | 'key'>): Sql {
  return sql`company_id = ${companyId} AND kind = ${kind} AND question_key = ${key}`;
}
