import type { InvoiceState, LineState } from '../businesscentral/state.js';
import { html, type Markup } from './html.js';

/** An amount with its currency, as finance reads it. */
export function money(amount: number, currency: string): string {
  return `${amount.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })} ${currency}`;
}

/** A text that may run from right to left: it does not drag what stands beside it along. */
export function name(text: string): Markup {
  return html`<bdi>${text}</bdi>`;
}

/** One invoice: a row that opens to its lines and to what can be done with it. */
export function invoiceArticle(invoice: InvoiceState, companyId: string, chosenId: string | undefined): Markup {
  const chosen = invoice.invoiceId === chosenId;
  return html`<article id="invoice-${invoice.invoiceId}" class="${chosen && 'chosen'}">
    <details ${chosen && html`open`}>
      <summary>
        <span class="number">${invoice.number}</span>
        <span>${name(invoice.customerName)} <span class="quiet">${invoice.customerNumber}</span></span>
        ${invoice.externalDocumentNumber !== '' && html`<span class="quiet">Ref. ${invoice.externalDocumentNumber}</span>`}
        <span class="badge ${invoice.status}">${invoice.status}</span>
        <span class="total">${money(invoice.total, invoice.currency)}</span>
      </summary>
      <div>
        <p class="quiet">
          Dated ${invoice.invoiceDate}, due
          ${invoice.dueDate}${invoice.posted && `, ${money(invoice.remaining, invoice.currency)} remaining`}${invoice.draftNumber !== '' && `, drafted as ${invoice.draftNumber}`}
        </p>
        ${lineTable(invoice, companyId)} ${invoice.posted ? postedButtons(invoice, companyId) : draftButtons(invoice, companyId)}
      </div>
    </details>
  </article>`;
}

function lineTable(invoice: InvoiceState, companyId: string): Markup {
  if (invoice.lines.length === 0) return html`<p>This invoice has no lines.</p>`;
  return html`<table>
    <thead>
      <tr>
        <th scope="col">Item</th>
        <th scope="col">Description</th>
        <th scope="col" class="figure">Quantity</th>
        <th scope="col" class="figure">Price</th>
        <th scope="col" class="figure">Amount excl. tax</th>
      </tr>
    </thead>
    <tbody>
      ${invoice.lines.map((line) => lineRow(invoice, line, companyId))}
    </tbody>
  </table>`;
}

function lineRow(invoice: InvoiceState, line: LineState, companyId: string): Markup {
  if (line.type === 'Comment')
    return html`<tr>
      <td></td>
      <td colspan="4">${name(line.description)}</td>
    </tr>`;
  const price =
    invoice.posted || invoice.status !== 'Draft'
      ? html`${money(line.unitPrice, invoice.currency)}`
      : priceForm(invoice, line, companyId);
  return html`<tr>
    <td class="code">${line.itemNumber}</td>
    <td class="text">${name(line.description)}</td>
    <td class="figure">${line.quantity}</td>
    <td class="figure">${price}</td>
    <td class="figure">${money(line.amount, invoice.currency)}</td>
  </tr>`;
}

function priceForm(invoice: InvoiceState, line: LineState, companyId: string): Markup {
  return html`<form method="post" action="/ledger/actions">
    ${hiddenFields(companyId, invoice.invoiceId)}<input type="hidden" name="lineId" value="${line.lineId}" />
    <input name="unitPrice" inputmode="decimal" value="${line.unitPrice}" aria-label="Price of ${line.description}" />
    <button name="action" value="editPrice">Change</button>
  </form>`;
}

function hiddenFields(companyId: string, invoiceId: string): Markup {
  return html`<input type="hidden" name="company" value="${companyId}" /><input
      type="hidden"
      name="invoiceId"
      value="${invoiceId}"
    />`;
}

function draftButtons(invoice: InvoiceState, companyId: string): Markup {
  return html`<form method="post" action="/ledger/actions">
    ${hiddenFields(companyId, invoice.invoiceId)}
    <button class="strong" name="action" value="post">Post</button>
    ${invoice.status === 'Draft' ? html`<button name="action" value="release">Release</button>` : html`<button name="action" value="reopen">Reopen</button>`}
    <button class="danger" name="action" value="deleteDraft">Delete draft</button>
  </form>`;
}

function postedButtons(invoice: InvoiceState, companyId: string): Markup {
  if (invoice.status !== 'Open') return html`<p class="quiet">Nothing is left to do on this invoice.</p>`;
  return html`<form method="post" action="/ledger/actions">
      ${hiddenFields(companyId, invoice.invoiceId)}
      <input name="amount" inputmode="decimal" value="${invoice.remaining}" aria-label="Amount received for ${invoice.number}" />
      <button class="strong" name="action" value="pay">Receive payment</button>
    </form>
    <form method="post" action="/ledger/actions">
      ${hiddenFields(companyId, invoice.invoiceId)}<button class="danger" name="action" value="cancel">
        Cancel with credit memo
      </button>
    </form>`;
}
