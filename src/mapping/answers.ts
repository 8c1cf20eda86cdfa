import type { Attendee } from '../domain/booking.js';

/**
 * The attendee's answer to a question, given the ids and wordings that mean it. An id decides before a wording, since wordings get edited
 * and an edit may give a new id (Graph reference 5.5). Empty when not asked or left blank.
 */
export function answerTo(attendee: Attendee, meanings: readonly string[]): string {
  if (attendee.answers.length === 0) return '';
  const wordings = new Set(meanings.map(normaliseQuestion));
  const byId = attendee.answers.find((answer) => answer.questionId !== null && meanings.includes(answer.questionId));
  const given = byId ?? attendee.answers.find((answer) => wordings.has(normaliseQuestion(answer.question)));
  return given?.answer.trim() ?? '';
}

/** A question without what differs between two spellings: case, spaces, closing marks. */
function normaliseQuestion(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/[\s:?.*]+$/u, '');
}
