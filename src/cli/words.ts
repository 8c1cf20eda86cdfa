import { currencyDigits, type DecimalText } from '../domain/money.js';
import { groupBy } from '../domain/group.js';
import type { Instant } from '../domain/time.js';
import type { Run, RunStep } from '../domain/run-store.js';
import { counted } from './table.js';

/** An amount with all the digits of its currency: `64.5` EUR is `64.50`. More digits, as unit prices may have, stay. */
export function money(amount: DecimalText | null, currency: string | null): string {
  if (amount === null) return '';
  const [whole, fraction = ''] = amount.split('.');
  const digits = currencyDigits(currency ?? '');
  if (fraction.length >= digits) return amount;
  return `${whole}.${fraction.padEnd(digits, '0')}`;
}

/** To the minute, in UTC and saying so: the machine that prints may be anywhere. */
export function moment(instant: Instant | null): string {
  return instant === null ? '-' : `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
}

/** Rows named under one reason. */
const namedRows = 3;

/** One paragraph a reason, the most frequent first, with a few of its rows: thirty rows that say the same are read once. */
export function reasons(rows: readonly { row: string; reason: string }[]): string[] {
  const byReason = [...groupBy(rows, (row) => row.reason)].sort(([, a], [, b]) => b.length - a.length);
  return byReason.map(([reason, group]) => {
    const named = group.slice(0, namedRows).map(({ row }) => row);
    const more = group.length - named.length;
    const all = [...named, ...(more > 0 ? [`and ${more} more`] : [])].filter((name) => name !== '').join('; ');
    return `  ${String(group.length).padStart(4)} ×  ${reason}${all === '' ? '' : `\n          ${all}`}`;
  });
}

/** `pull salon@fjord.test: 5 pages, 82 listed, 1 unreadable`, or what went wrong. */
export function describeStep(step: RunStep): string {
  const counts = Object.entries(step.counts).filter(([, count]) => count > 0);
  const result = counts
    .map(([name, count]) => `${count} ${name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}`)
    .join(', ');
  return `${step.name}: ${step.error ?? (result || 'nothing to do')}`;
}

/** What came of a run, in a few words. */
export function outcomeOf(run: Run): string {
  if (run.error !== null) return run.error;
  if (run.waitingFor !== null) return `until ${moment(run.waitingUntil)}: ${run.waitingFor}`;
  // What a run waited for and got is history.
  const failed = run.state === 'done' ? [] : run.steps.filter((step) => step.error !== null).map(describeStep);
  if (failed.length > 0) return failed.join(' ');
  if (run.kind === 'sync') return '';
  return `${counted(run.counts.created ?? 0, 'draft')} of ${counted(run.counts.selected ?? 0, 'row')}`;
}
