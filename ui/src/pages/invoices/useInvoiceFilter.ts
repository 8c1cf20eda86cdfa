import { useSearchParams } from 'react-router-dom';
import type { InvoiceSort, InvoiceStanding } from '../../api/types-desk.js';

export const standings = [
  'unsent',
  'draft',
  'posted',
  'paid',
  'cancelled',
  'stopped',
] as const satisfies readonly InvoiceStanding[];

const sorts = [
  'createdAt',
  '-createdAt',
  'customerName',
  '-customerName',
  'expectedTotal',
  '-expectedTotal',
] as const satisfies readonly InvoiceSort[];
const newestFirst = '-createdAt';

/** What of the invoices is shown, as the address says. Another filter or order begins at the first page. */
export function useInvoiceFilter() {
  const [params, setParams] = useSearchParams();
  const asked = {
    search: params.get('search') ?? '',
    standing: standings.find((standing) => standing === params.get('standing')) ?? ('' as const),
    varianceOnly: params.get('varianceOnly') === 'true',
    sort: sorts.find((sort) => sort === params.get('sort')) ?? newestFirst,
    offset: Math.max(0, Math.trunc(Number(params.get('offset') ?? 0)) || 0),
  };
  const change = (name: keyof typeof asked, value: string) =>
    setParams(
      (current) => {
        const next = new URLSearchParams(current);
        if (name !== 'offset') next.delete('offset');
        if (value === '' || value === '0' || (name === 'sort' && value === newestFirst)) next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: name === 'search' },
    );
  const isFiltered = asked.search !== '' || asked.standing !== '' || asked.varianceOnly;
  return { asked, change, isFiltered, reset: () => setParams(new URLSearchParams()) };
}
