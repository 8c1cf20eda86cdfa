import type { ItemRow, Problem } from '../../api/types.js';
import type { ChosenToAnswer, RowVersion } from '../../api/types-desk.js';
import type { DecisionQuestion, PickQuestion } from './DecisionProvider.js';

const fixes: Record<PickQuestion['kind'], Problem['fix']> = { customer: 'assign-customer', item: 'map-service' };

/** Asks for the card of one row, with what the mapping found; null while nobody knows which company bills it. */
export function pickFor(kind: PickQuestion['kind'], row: ItemRow): PickQuestion | null {
  return pickForMany(kind, { ids: [row.id], count: 1 }, [row]);
}

/**
 * Asks for the card of chosen rows. `known` are those of them that are loaded: they tell the company, and name and candidates when it is
 * about one.
 */
export function pickForMany(kind: PickQuestion['kind'], rows: ChosenToAnswer, known: readonly ItemRow[]): PickQuestion | null {
  const companyId = known.find((row) => row.companyId !== null)?.companyId;
  if (!companyId) return null;
  const only = rows.count === 1 ? known[0] : undefined;
  const name = (kind === 'customer' ? only?.customerName : only?.serviceName) ?? '';
  const candidates = only?.problems.find((problem) => problem.fix === fixes[kind])?.candidates ?? [];
  return { kind, rows, companyId, name, candidates };
}

/** Asks for a price; one row brings what it has now, several bring their currencies. */
export function priceFor(chosen: readonly RowVersion[], known: readonly ItemRow[]): DecisionQuestion {
  const currencies = [...new Set(known.map((row) => row.currency).filter((currency) => currency !== null))];
  const only = chosen.length === 1 ? known[0] : undefined;
  return { kind: 'set-price', rows: chosen, currencies, unitPrice: only?.unitPrice ?? null, quantity: only?.quantity ?? null };
}

/** Asks for a billing period; one row says which it is in now. */
export function periodFor(chosen: readonly RowVersion[], known: readonly ItemRow[]): DecisionQuestion {
  const only = chosen.length === 1 ? known[0] : undefined;
  const { periodFrom: from = null, periodTo: to = null } = only ?? {};
  return { kind: 'set-period', rows: chosen, period: from === null || to === null ? null : { from, to } };
}
