import type { Attendee } from '../domain/booking.js';
import { blocks, type Problem } from '../domain/problems.js';
import { say } from '../domain/words/sentence.js';
import { normaliseEmail } from '../domain/email.js';
import { normaliseName } from './party.js';

/** Why somebody can neither be found nor made a customer: everything that is missing, said at once (BC-12, E-13). */
export function personProblems(attendee: Attendee): Problem[] {
  return [...nameProblems(attendee), ...emailProblems(attendee)];
}

function nameProblems(attendee: Attendee): Problem[] {
  if (normaliseName(attendee.name) !== '') return [];
  return [blocks('no-name', 'assign-customer', say('no-name'))];
}

function emailProblems(attendee: Attendee): Problem[] {
  const email = attendee.email.trim();
  if (email === '') {
    const name = attendee.name.trim();
    return [blocks('no-email', 'assign-customer', name === '' ? say('no-email-nor-name') : say('no-email', { name }))];
  }
  if (normaliseEmail(email) !== null) return [];
  return [blocks('invalid-email', 'assign-customer', say('invalid-email', { email }))];
}
