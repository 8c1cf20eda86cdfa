import type { Attendee } from '../domain/booking.js';
import { blocks, type Problem } from '../domain/problems.js';
import { normaliseEmail } from '../domain/email.js';
import { normaliseName } from './party.js';

/** Why somebody can neither be found nor made a customer: everything that is missing, said at once (BC-12, E-13). */
export function personProblems(attendee: Attendee): Problem[] {
  return [...nameProblems(attendee), ...emailProblems(attendee)];
}

function nameProblems(attendee: Attendee): Problem[] {
  if (normaliseName(attendee.name) !== '') return [];
  return [blocks('no-name', 'assign-customer', 'The person has no name in Bookings. Enter it there, or assign a customer here.')];
}

function emailProblems(attendee: Attendee): Problem[] {
  const email = attendee.email.trim();
  if (email === '') {
    const name = attendee.name.trim();
    const message = `${name || 'The person'} has no e-mail address in Bookings. Enter it there, or assign a customer here.`;
    return [blocks('no-email', 'assign-customer', message, { name })];
  }
  if (normaliseEmail(email) !== null) return [];
  const message = `"${email}" is not an e-mail address. Correct it in Bookings, or assign a customer here.`;
  return [blocks('invalid-email', 'assign-customer', message, { email })];
}
