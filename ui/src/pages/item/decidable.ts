import type { ItemRow } from '../../api/types.js';

/** A row on a document belongs to the document: decisions about it would come too late. */
export function canBeDecided(row: Pick<ItemRow, 'invoiceId'>): boolean {
  return row.invoiceId === null;
}
