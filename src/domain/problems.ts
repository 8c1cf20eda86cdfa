import { inEnglish } from './words/plain.js';
import type { Words } from './words/sentence.js';

/**
 * Why a billing item cannot be drafted, in words a finance clerk can act on. A problem is a value, never an exception; all problems
 * of an item are reported at once.
 */
export const problemCodes = [
  'not-mapped',
  'no-customer',
  'no-email',
  'invalid-email',
  'no-name',
  'ambiguous-customer',
  'customer-not-found',
  'customer-blocked',
  'customer-missing',
  'customer-template',
  'no-service',
  'service-unmapped',
  'item-suggested',
  'item-ambiguous',
  'item-not-service',
  'item-blocked',
  'item-missing',
  'item-template',
  'needs-price',
  'suspicious-price',
  'not-due',
  'second-person',
  'zero-length',
  'negative-length',
  'no-currency',
  'currency-unknown',
  'no-time-zone',
  'no-route',
  'template',
  'text-too-long',
  'reading-incomplete',
  'reading-broken',
  'seat-mismatch',
  'possible-duplicate',
  'very-long',
  'erp-refused',
  'erp-conflict',
  'erp-unknown',
  'erp-unreadable',
  'variance',
  'over-credit-limit',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** What the clerk or the admin can do about it; the pages show one button each. */
export const problemFixes = [
  'assign-customer',
  'map-service',
  'set-price',
  'exclude',
  'fix-in-bookings',
  'fix-in-erp',
  'fix-configuration',
  'retry',
  'confirm',
  'wait',
] as const;
export type ProblemFix = (typeof problemFixes)[number];

/** A record of the ERP offered to a person as a possible answer. */
export interface Candidate {
  id: string;
  number: string;
  name: string;
  email: string;
}

export interface Problem {
  code: ProblemCode;
  /** `blocks`: nothing is drafted. `warns`: shown in the preview, drafting goes on. */
  severity: 'blocks' | 'warns';
  /** What is wrong and what to do, in English: the sentences below as logs and the command line show them. */
  message: string;
  /** The same, to be told in another language; absent on rows written before there were others. */
  sentences?: Words;
  fix: ProblemFix;
  candidates?: Candidate[];
}

/** A problem that keeps the item off every draft. */
export function blocks(code: ProblemCode, fix: ProblemFix, ...sentences: Words): Problem {
  return { code, severity: 'blocks', message: inEnglish(sentences), sentences, fix };
}

/** A problem that is shown but does not stop the draft. */
export function warns(code: ProblemCode, fix: ProblemFix, ...sentences: Words): Problem {
  return { code, severity: 'warns', message: inEnglish(sentences), sentences, fix };
}

/** What a problem says, to be told again in another place. */
export function wordsOf(problem: Pick<Problem, 'message' | 'sentences'>): Words {
  return problem.sentences ?? [problem.message];
}

/** A record of the ERP that may hold what is not understood here. */
export interface Faulty {
  /** What of it decides something and could not be understood, in English; absent when all was. */
  fault?: string | undefined;
  /** The same, to be told in another language; absent on records kept before there were others. */
  faultSentences?: Words | undefined;
}

/** What is not understood of a record. */
export function faultOf({ fault, faultSentences }: Faulty): Words {
  return faultSentences ?? [fault ?? ''];
}

/** A record of the ERP says something that is not understood here: it is left alone until it does, or somebody decides. */
export function unreadable(record: Faulty, ...advice: Words): Problem {
  return blocks('erp-unreadable', 'fix-in-erp', ...faultOf(record), ...advice);
}

/** True when at least one problem keeps the item off a draft. */
export function isBlocked(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === 'blocks');
}
