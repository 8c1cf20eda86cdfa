import { bookingProblems } from './da/booking-problems.js';
import { cardProblems } from './da/card-problems.js';
import { documentProblems } from './da/document-problems.js';
import { exports } from './da/exports.js';
import { filters } from './da/filters.js';
import { reasoning } from './da/reasoning.js';
import { reasons } from './da/reasons.js';
import { requests } from './da/requests.js';
import { runs } from './da/runs.js';
import { systems } from './da/systems.js';
import { templateProblems } from './da/template-problems.js';
import { vocabulary } from './da/vocabulary.js';
import type { SentenceId } from './sentence.js';

/** Every sentence and word of ours in Danish, in the terms of Business Central's Danish version. */
export const danish: Record<SentenceId, string> = {
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
};
