import type { Invoice } from '../api/types.js';

/** The ERP total that ours is compared with: net, or gross where the customer's prices include tax. Null until created. */
export function erpTotalOf({ erp }: Pick<Invoice, 'erp'>): string | null {
  if (erp === null) return null;
  return erp.pricesIncludeTax ? erp.grossTotal : erp.netTotal;
}

export function hasVariance({ variance }: Pick<Invoice, 'variance'>): boolean {
  return variance !== null && !/^-?0*(\.0*)?$/.test(variance);
}

/** True while our draft is in the ERP and nobody released or posted it, as far as we know. */
export function canWithdraw({ push, erp, draftNumber }: Pick<Invoice, 'push' | 'erp' | 'draftNumber'>): boolean {
  return push === 'created' && erp?.status === 'draft' && erp.number === (draftNumber ?? erp.number);
}
