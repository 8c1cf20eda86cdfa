import type { CompanyState, InvoiceState } from '../businesscentral/state.js';
import { html, type Markup } from './html.js';
import { invoiceArticle, money, name } from './invoices.js';
import { styleSheet } from './style.js';

/** What the page shows besides the books. */
export interface LedgerView {
  companies: CompanyState[];
  company: CompanyState;
  /** Opened and marked. */
  invoiceId: string | undefined;
  /** Every record is shown, not only the newest of each kind. */
  all: boolean;
  /** Why the last action was refused. */
  said: string | undefined;
}

/** Records of a kind that a page shows unless asked for all: a browser must stay quick after a benchmark. */
const shownAtOnce = 100;

/** The whole ledger page of one company. */
export function ledgerPage(view: LedgerView): string {
  const { company } = view;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${company.name} · Business Central sandbox</title>
        <style>
          ${{ markup: styleSheet }}
        </style>
      </head>
      <body>
        <a class="skip" href="#drafts">Skip to the drafts</a>
        <header>
          <h1>${company.name}</h1>
          <p class="quiet">The books of the Business Central sandbox, in ${company.currency}. Here you play the finance side.</p>
          ${companyLinks(view)} ${view.said !== undefined && html`<p class="said" role="alert">${view.said}</p>`}
        </header>
        <main>
          ${invoiceSection('drafts', 'Draft invoices', company.drafts, view, 'There are no drafts. They appear here as soon as one is created from bookings.')}
          ${invoiceSection('posted', 'Posted invoices', company.posted, view, 'Nothing has been posted yet. Post a draft to see it here.')}
          ${creditMemoSection(view)} ${customerSection(view)} ${itemSection(view)}
        </main>
      </body>
    </html>`;
  return page.markup;
}

function companyLinks({ companies, company }: LedgerView): Markup {
  return html`<nav aria-label="Companies">
    ${companies.map(({ companyId, name }) => html`<a href="/ledger?company=${companyId}" ${companyId === company.companyId && html`aria-current="page"`}>${name}</a>`)}
  </nav>`;
}

function invoiceSection(id: string, title: string, invoices: InvoiceState[], view: LedgerView, whenEmpty: string): Markup {
  const newestFirst = [...invoices].reverse();
  const shown = newestFirst.filter((invoice, at) => view.all || at < shownAtOnce || invoice.invoiceId === view.invoiceId);
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${title} <span class="quiet">${invoices.length}</span></h2>
    ${invoices.length === 0 ? html`<p class="quiet">${whenEmpty}</p>` : shown.map((invoice) => invoiceArticle(invoice, view.company.companyId, view.invoiceId))}
    ${restNote(view, shown.length, invoices.length)}
  </section>`;
}

/** Says what is not shown, and leads to it. */
function restNote({ company }: LedgerView, shown: number, all: number): Markup | undefined {
  if (shown === all) return undefined;
  return html`<p class="quiet">
    ${shown} of ${all} are shown, those made last. <a href="/ledger?company=${company.companyId}&all=1">Show all</a>
  </p>`;
}

function creditMemoSection(view: LedgerView): Markup | undefined {
  const { creditMemos } = view.company;
  if (creditMemos.length === 0) return undefined;
  return section(
    view,
    'credit-memos',
    'Credit memos',
    ['Number', 'Customer', 'Status'],
    'Total',
    creditMemos.map((memo) => ({
      cells: [memo.number, name(memo.customerName), html`<span class="badge ${memo.status}">${memo.status}</span>`],
      figure: money(memo.total, memo.currency),
    })),
  );
}

function customerSection(view: LedgerView): Markup {
  const { customers, currency } = view.company;
  if (customers.length === 0) return emptySection('customers', 'Customers', 'There are no customers yet.');
  return section(
    view,
    'customers',
    'Customers',
    ['Number', 'Name', 'E-mail'],
    'Balance',
    customers.map((customer) => ({
      cells: [
        customer.number,
        html`${name(customer.name)}
        ${customer.blocked !== '' && html`<span class="badge Blocked">Blocked: ${customer.blocked}</span>`}`,
        customer.email,
      ],
      figure: money(customer.balance, currency),
    })),
  );
}

function itemSection(view: LedgerView): Markup {
  const { items, currency } = view.company;
  if (items.length === 0) return emptySection('items', 'Items', 'There are no items yet.');
  return section(
    view,
    'items',
    'Items',
    ['Number', 'Name', 'Type'],
    'Price',
    items.map((item) => ({
      cells: [
        item.number,
        html`${name(item.name)} ${item.blocked && html`<span class="badge Blocked">Blocked</span>`}`,
        item.type,
      ],
      figure: money(item.unitPrice, currency),
    })),
  );
}

function emptySection(id: string, title: string, sentence: string): Markup {
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    <p class="quiet">${sentence}</p>
  </section>`;
}

function section(
  view: LedgerView,
  id: string,
  title: string,
  columns: string[],
  figureColumn: string,
  rows: { cells: unknown[]; figure: string }[],
): Markup {
  const shown = view.all ? rows : rows.slice(-shownAtOnce);
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${title} <span class="quiet">${rows.length}</span></h2>
    <table>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${column}</th>`)}
          <th scope="col" class="figure">${figureColumn}</th>
        </tr>
      </thead>
      <tbody>
        ${shown.map(
          ({ cells, figure }) =>
            html`<tr>
              ${cells.map((cell) => html`<td>${cell}</td>`)}
              <td class="figure">${figure}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${restNote(view, shown.length, rows.length)}
  </section>`;
}
