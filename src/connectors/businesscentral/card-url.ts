import type { ErpTarget } from '../../domain/ports.js';

type CardKind = Parameters<ErpTarget['cardUrl']>[1];

/** Page numbers of Business Central's web client. */
const pages: Record<CardKind, { page: number; table: string }> = {
  customer: { page: 21, table: 'Customer' },
  item: { page: 30, table: 'Item' },
  invoice: { page: 43, table: 'Sales Header' },
  'posted-invoice': { page: 132, table: 'Sales Invoice Header' },
  'posted-credit-memo': { page: 134, table: 'Sales Cr.Memo Header' },
};

/** Address of a record's card in the web client: its page in the company, filtered to the number. */
export function cardUrl(webClientUrl: string, companyName: string, kind: CardKind, number: string): string {
  const { page, table } = pages[kind];
  const filter = `'${table}'.'No.' IS '${number.replaceAll("'", "''")}'`;
  const query = `company=${encodeURIComponent(companyName)}&page=${page}&filter=${encodeURIComponent(filter)}`;
  return `${webClientUrl.replace(/\/$/, '')}/?${query}`;
}
