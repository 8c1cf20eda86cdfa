import { z } from 'zod';
import type { Api } from './api.js';
import { listPath } from './filters.js';
import { reading, wholeOf } from './records.js';
import { selectOf } from './schema.js';
import { captionOf } from './wire-names.js';

const Seen = z.object({ id: z.string(), number: z.string(), status: z.string() });
export type SeenInvoice = z.infer<typeof Seen>;

/** The last changed invoice of each filter's. */
export async function newestInvoices(api: Api, companyId: string, filters: readonly string[]): Promise<SeenInvoice[]> {
  const query = { entitySet: 'salesInvoices', select: selectOf(Seen), orderBy: 'lastModifiedDateTime desc', top: 1 };
  const rows = await api.lists(
    filters.map((filter) => listPath(companyId, { ...query, filter })),
    reading(Seen),
  );
  return wholeOf(rows).map((row) => ({ ...row, status: captionOf(row.status) }));
}

/**
 * An invoice that must be posted, or null. Paid, Canceled and Corrective prove it; `Open` does not, because a draft that was only
 * released reads the same (BC reference 0, fact 9).
 */
export async function findSurelyPosted(api: Api, companyId: string): Promise<SeenInvoice | null> {
  const [found] = await newestInvoices(api, companyId, ["status eq 'Paid' or status eq 'Canceled' or status eq 'Corrective'"]);
  return found ?? null;
}
