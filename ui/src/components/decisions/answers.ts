import type { DecisionChange } from '../../api/types-desk.js';
import { parseDecimal } from '../../format/money.js';
import type { AskedDecision, DecisionQuestion } from './DecisionProvider.js';

/** The reasons a person may give for not billing; the server's words. */
export const personalReasons = ['charge-removed', 'waived', 'void', 'no-show-not-charged'] as const;

export type PersonalReason = (typeof personalReasons)[number];

/** What the person typed so far. */
export interface Answers {
  exclusion: PersonalReason;
  reference: string;
  date: string;
  unitPrice: string;
  quantity: string;
  reason: string;
}

export function emptyAnswers(question: DecisionQuestion, locale: string): Answers {
  const shown = (value: string | null | undefined) =>
    value ? new Intl.NumberFormat(locale, { maximumFractionDigits: 10, useGrouping: false }).format(value as `${number}`) : '';
  return {
    exclusion: personalReasons[0],
    reference: '',
    date: '',
    unitPrice: shown(question.unitPrice),
    quantity: shown(question.quantity) || '1',
    reason: '',
  };
}

/** The change the answers describe; null while one is missing or is not understood. */
export function changeFrom(kind: AskedDecision, answers: Answers, locale: string): DecisionChange | null {
  if (kind === 'exclude') return { kind, reason: answers.exclusion, reference: null };
  if (kind === 'mark-invoiced') {
    const reference = answers.reference.trim();
    return reference === '' ? null : { kind: 'exclude', reason: 'marked-invoiced', reference };
  }
  if (kind === 'not-before' || kind === 'set-period') {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(answers.date)) return null;
    return kind === 'not-before' ? { kind, date: answers.date } : { kind, day: answers.date };
  }
  const unitPrice = parseDecimal(locale, answers.unitPrice);
  const quantity = parseDecimal(locale, answers.quantity);
  return unitPrice === null || quantity === null ? null : { kind, unitPrice, quantity };
}
