import { bookingProblems } from './en/booking-problems.js';
import { cardProblems } from './en/card-problems.js';
import { documentProblems } from './en/document-problems.js';
import { exports } from './en/exports.js';
import { filters } from './en/filters.js';
import { reasoning } from './en/reasoning.js';
import { reasons } from './en/reasons.js';
import { requests } from './en/requests.js';
import { runs } from './en/runs.js';
import { systems } from './en/systems.js';
import { templateProblems } from './en/template-problems.js';
import { vocabulary } from './en/vocabulary.js';

/** Every sentence and word of ours in English, by id: the one place English is written. Other languages have the same ids and blanks. */
export const english = {
  ...bookingProblems,
  ...cardProblems,
  ...templateProblems,
  ...documentProblems,
  ...reasoning,
  ...systems,
  ...runs,
  ...reasons,
  ...requests,
  ...filters,
  ...exports,
  ...vocabulary,
} as const;
