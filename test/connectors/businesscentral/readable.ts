import { isReadable, type ErpInvoice, type FoundInvoice } from '../../../src/domain/invoice.js';

/** The document as it can be read; a test that expects one fails where it cannot. */
export function readable(found: FoundInvoice | null | undefined): ErpInvoice {
  if (!found) throw new Error('There is no such document.');
  if (!isReadable(found)) throw new Error(found.fault);
  return found;
}
