import { entityOf } from './data/entities.js';
import type { EntityDefinition } from './data/notation.js';

/** What differs between a sales invoice and a sales credit memo. */
export interface DocumentKind {
  entitySet: string;
  lineSet: string;
  header: EntityDefinition;
  line: EntityDefinition;
  /** Document Type in messages. */
  caption: string;
  /** The word of the messages. */
  noun: string;
  dateProperty: string;
  draftSeries: 'invoiceNos' | 'creditMemoNos';
  postedSeries: 'postedInvoiceNos' | 'postedCreditMemoNos';
  draftSeriesCaption: string;
  postedSeriesCaption: string;
  /** Fields that stay changeable after posting. */
  changeableWhenPosted: readonly string[];
}

export const invoiceKind: DocumentKind = {
  entitySet: 'salesInvoices',
  lineSet: 'salesInvoiceLines',
  header: entityOf('salesInvoices'),
  line: entityOf('salesInvoiceLines'),
  caption: 'Invoice',
  noun: 'invoice',
  dateProperty: 'invoiceDate',
  draftSeries: 'invoiceNos',
  postedSeries: 'postedInvoiceNos',
  draftSeriesCaption: 'Invoice Nos.',
  postedSeriesCaption: 'Posted Invoice Nos.',
  changeableWhenPosted: ['dueDate', 'promisedPayDate', 'disputeStatus', 'disputeStatusId'],
};

export const creditMemoKind: DocumentKind = {
  entitySet: 'salesCreditMemos',
  lineSet: 'salesCreditMemoLines',
  header: entityOf('salesCreditMemos'),
  line: entityOf('salesCreditMemoLines'),
  caption: 'Credit Memo',
  noun: 'credit memo',
  dateProperty: 'creditMemoDate',
  draftSeries: 'creditMemoNos',
  postedSeries: 'postedCreditMemoNos',
  draftSeriesCaption: 'Credit Memo Nos.',
  postedSeriesCaption: 'Posted Credit Memo Nos.',
  changeableWhenPosted: [],
};
