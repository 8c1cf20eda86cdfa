import { behaviours } from './behaviours.js';
import type { Books } from './books.js';
import type { CompanyProfile, RecordTemplate } from './company-profile.js';
import { creditMemoKind, invoiceKind } from './document-kind.js';
import type { Environment } from './environment.js';
import { dialogError } from './errors.js';
import type { Gate } from './gate.js';
import { postPaymentJournal } from './payments.js';
import { cancelInvoice, makeCorrectiveCreditMemo } from './corrections.js';
import { payInvoice, postDocument } from './posting.js';
import { linesOf } from './relations.js';
import { seedEnvironment } from './seed.js';
import type { BusinessCentralSettings } from './settings.js';
import { companyStates, type CompanyState } from './state.js';
import type { Subscriptions } from './subscriptions.js';
import type { Row } from './table.js';
import type { Webhooks } from './webhooks.js';

interface Line {
  invoiceId: string;
  lineId?: string;
  /** 1 is the first line. */
  lineNo?: number;
}

/** What finance and the administrator of the environment can do. Ids are API ids; companies go by name or id, the first by default. */
export interface BusinessCentralControl {
  /** Back to the seed: all changes, subscriptions and request counts are forgotten; settings stay. */
  reset(): void;
  settings(patch?: Partial<BusinessCentralSettings>): BusinessCentralSettings;
  state(): CompanyState[];
  post(argument: { invoiceId: string }): { number: string };
  /** Decimal text or number; all that is open when left out. */
  pay(argument: { invoiceId: string; amount?: string | number }): void;
  cancel(argument: { invoiceId: string }): void;
  makeCorrectiveCreditMemo(argument: { invoiceId: string }): { creditMemoId: string };
  postCreditMemo(argument: { creditMemoId: string }): { number: string };
  release(argument: { invoiceId: string }): void;
  reopen(argument: { invoiceId: string }): void;
  sendForApproval(argument: { invoiceId: string }): void;
  deleteDraft(argument: { invoiceId: string }): void;
  editInvoice(argument: { invoiceId: string; changes: Record<string, unknown> }): void;
  editLine(argument: Line & { changes: Record<string, unknown> }): void;
  addLine(argument: { invoiceId: string; line: Record<string, unknown> }): { lineId: string };
  deleteLine(argument: Line): void;
  blockCustomer(argument: { customerId: string; blocked: '' | 'Ship' | 'Invoice' | 'All' }): void;
  /** The customer's company becomes a vendor as well: its contacts are of several relations then ("Multiple"). */
  makeVendor(argument: { customerId: string }): void;
  blockItem(argument: { itemId: string; blocked: boolean }): void;
  createCustomer(argument: { company?: string; customer: Record<string, unknown> }): { customerId: string; number: string };
  /** A draft that somebody in finance enters; `invoice` as the API takes it, lines included. */
  createInvoice(argument: { company?: string; invoice: Record<string, unknown> }): { invoiceId: string; number: string };
  createItem(argument: { company?: string; item: Record<string, unknown> }): { itemId: string; number: string };
  /** Writes any stored field of a customer or item, also ones the API hides (posting groups, pricesIncludingVat, salesBlocked). */
  editRecord(argument: {
    entitySet: 'customers' | 'items' | 'contacts' | 'generalLedgerSetup';
    id: string;
    fields: Record<string, unknown>;
  }): void;
  hidePostedInvoices(argument: { hidden: boolean }): void;
  removeTemplate(argument: { company?: string; code: string; entitySet?: 'customers' | 'items' }): void;
  addTemplate(argument: { company?: string; template: RecordTemplate; entitySet?: 'customers' | 'items' }): void;
  /** Changes a company's setup that the API does not show: `sales`, exchange rates, tax rates, business relation. */
  editCompany(argument: {
    company?: string;
    profile: Partial<Omit<CompanyProfile, 'sales'>>;
    sales?: Partial<CompanyProfile['sales']>;
  }): void;
  editNumberSeries(argument: {
    company?: string;
    code: string;
    fields: { lastNumber?: string; endingNumber?: string; increment?: number; manualNos?: boolean };
  }): void;
  postJournal(argument: { journalId: string }): void;
  /** Sends the webhook notifications that are due by the sandbox's clock. */
  deliverWebhooks(): Promise<void>;
}

interface Parts {
  environment: Environment;
  subscriptions: Subscriptions;
  webhooks: Webhooks;
  gate: Gate;
  settings: BusinessCentralSettings;
}

/** Builds the control functions. All throw BusinessCentralError with the text finance would see. */
export function createControl(parts: Parts): BusinessCentralControl {
  const { environment, settings } = parts;
  const companies = () => [...environment.companies.values()];
  const write = <T>(work: () => T): T => environment.journal.transaction(work);

  function companyNamed(company: string | undefined): Books {
    const books =
      company === undefined
        ? companies()[0]
        : companies().find(({ companyId, profile }) => companyId === company || profile.name === company);
    if (!books) throw dialogError(`There is no company ${company}.`);
    return books;
  }

  function locate(entitySet: string, id: string): { books: Books; row: Row } {
    for (const books of companies()) {
      const row = books.table(entitySet).get(id);
      if (row) return { books, row };
    }
    throw dialogError(`There is no record ${id} in ${entitySet}.`);
  }

  const onInvoice = <T>(invoiceId: string, work: (books: Books, row: Row) => T): T => {
    const { books, row } = locate('salesInvoices', invoiceId);
    return write(() => work(books, row));
  };

  function lineOf(books: Books, { invoiceId, lineId, lineNo }: Line): Row {
    const lines = linesOf(books, 'salesInvoiceLines', invoiceId);
    const line = lineId === undefined ? lines[(lineNo ?? 1) - 1] : lines.find(({ id }) => id === lineId);
    if (!line) throw dialogError('You cannot modify a line that does not exist.');
    return line;
  }

  const setStage = (invoiceId: string, stage: string): void =>
    onInvoice(invoiceId, (books, row) => {
      if (row['stage'] === 'posted') throw dialogError('The action can be applied to a draft invoice only.');
      books.table('salesInvoices').update(invoiceId, { stage });
    });

  const lines = behaviours['salesInvoiceLines']!;
  const templatesOf = (company: string | undefined, entitySet: 'customers' | 'items' = 'customers') =>
    companyNamed(company).profile[entitySet === 'customers' ? 'customerTemplates' : 'itemTemplates'];

  return {
    reset() {
      environment.companies.clear();
      parts.subscriptions.rows.clear();
      parts.webhooks.forget();
      parts.gate.forget();
      seedEnvironment(environment);
    },
    settings: (patch) => Object.assign(settings, patch),
    state: () => companyStates(environment),
    post: ({ invoiceId }) =>
      onInvoice(invoiceId, (books, row) => ({ number: postDocument(books, invoiceKind, row)['number'] as string })),
    pay: ({ invoiceId, amount }) =>
      onInvoice(invoiceId, (books, row) => void payInvoice(books, row, amount === undefined ? undefined : String(amount))),
    cancel: ({ invoiceId }) => onInvoice(invoiceId, (books, row) => void cancelInvoice(books, row)),
    makeCorrectiveCreditMemo: ({ invoiceId }) =>
      onInvoice(invoiceId, (books, row) => ({ creditMemoId: makeCorrectiveCreditMemo(books, row).id })),
    postCreditMemo({ creditMemoId }) {
      const { books, row } = locate('salesCreditMemos', creditMemoId);
      return { number: write(() => postDocument(books, creditMemoKind, row))['number'] as string };
    },
    release: ({ invoiceId }) => setStage(invoiceId, 'released'),
    reopen: ({ invoiceId }) => setStage(invoiceId, 'open'),
    sendForApproval: ({ invoiceId }) => setStage(invoiceId, 'pendingApproval'),
    deleteDraft: ({ invoiceId }) => onInvoice(invoiceId, (books, row) => behaviours['salesInvoices']!.remove!(books, row)),
    editInvoice: ({ invoiceId, changes }) =>
      onInvoice(invoiceId, (books, row) => void behaviours['salesInvoices']!.update!(books, row, changes)),
    editLine: (argument) =>
      onInvoice(argument.invoiceId, (books) => void lines.update!(books, lineOf(books, argument), argument.changes)),
    addLine: ({ invoiceId, line }) => onInvoice(invoiceId, (books, row) => ({ lineId: lines.create!(books, line, row).id })),
    deleteLine: (argument) => onInvoice(argument.invoiceId, (books) => lines.remove!(books, lineOf(books, argument))),
    blockCustomer({ customerId, blocked }) {
      const { books } = locate('customers', customerId);
      write(() => books.table('customers').update(customerId, { blocked: blocked === '' ? '_x0020_' : blocked }));
    },
    makeVendor({ customerId }) {
      const { books } = locate('customers', customerId);
      const ids = books
        .table('contacts')
        .find('customerId', customerId)
        .map(({ id }) => id);
      write(() => ids.forEach((id) => books.table('contacts').update(id, { contactBusinessRelation: 'Multiple' })));
    },
    blockItem({ itemId, blocked }) {
      const { books } = locate('items', itemId);
      write(() => books.table('items').update(itemId, { blocked }));
    },
    createCustomer({ company, customer }) {
      const row = write(() => behaviours['customers']!.create!(companyNamed(company), customer, undefined));
      return { customerId: row.id, number: row['number'] as string };
    },
    createInvoice({ company, invoice }) {
      const row = write(() => behaviours['salesInvoices']!.create!(companyNamed(company), invoice, undefined));
      return { invoiceId: row.id, number: row['number'] as string };
    },
    createItem({ company, item }) {
      const row = write(() => behaviours['items']!.create!(companyNamed(company), item, undefined));
      return { itemId: row.id, number: row['number'] as string };
    },
    editRecord({ entitySet, id, fields }) {
      const { books } = locate(entitySet, id);
      write(() => books.table(entitySet).update(id, fields));
    },
    hidePostedInvoices({ hidden }) {
      settings.hidePostedInvoices = hidden;
    },
    removeTemplate({ company, code, entitySet }) {
      const templates = templatesOf(company, entitySet);
      const at = templates.findIndex((template) => template.code === code);
      if (at < 0) throw dialogError(`There is no template ${code}.`);
      templates.splice(at, 1);
    },
    addTemplate: ({ company, template, entitySet }) => void templatesOf(company, entitySet).push(template),
    editCompany({ company, profile, sales }) {
      const books = companyNamed(company);
      Object.assign(books.profile, profile);
      Object.assign(books.profile.sales, sales);
    },
    editNumberSeries({ company, code, fields }) {
      const books = companyNamed(company);
      const series = books.table('numberSeries').find('code', code)[0];
      if (!series) throw dialogError(`There is no number series ${code}.`);
      write(() => books.table('numberSeries').update(series.id, fields));
    },
    postJournal({ journalId }) {
      const { books, row } = locate('customerPaymentJournals', journalId);
      write(() => postPaymentJournal(books, row));
    },
    deliverWebhooks: () => parts.webhooks.deliverDue(),
  };
}
