/** Setup of a company that API v2.0 does not show but that decides what its pages do. */
export interface CompanyProfile {
  name: string;
  displayName: string;
  /** Local currency code. */
  localCurrency: string;
  localCurrencySymbol: string;
  country: string;
  /** VAT companies compute by posting groups, sales-tax companies by area and group. */
  taxType: 'VAT' | 'Sales Tax';
  /** Percent by `{bus}/{prod}` (VAT) or `{area}/{group}` (sales tax); a missing combination stops a line. */
  taxRates: Record<string, { percent: string; identifier: string }>;
  /** Units of document currency for 1 unit of local currency, by currency and first day. */
  exchangeRates: { currency: string; startingDate: string; perLocal: string }[];
  customerTemplates: RecordTemplate[];
  itemTemplates: RecordTemplate[];
  sales: SalesSetup;
  /** Business relation code for customers; empty means no contact is made with a customer. */
  customerBusinessRelation: string;
}

/** One API Setup rule with its configuration template. Rules are walked by `order`; the first that fits wins (reference 3.1). */
export interface RecordTemplate {
  code: string;
  order: number;
  /** Field values the new record must have; empty means any record. */
  criteria: Record<string, string>;
  /** Values for fields that the request did not set, by stored field name. */
  fields: Record<string, string | boolean>;
}

export interface SalesSetup {
  customerNos: string;
  contactNos: string;
  itemNos: string;
  invoiceNos: string;
  postedInvoiceNos: string;
  creditMemoNos: string;
  postedCreditMemoNos: string;
  paymentNos: string;
  /** Work date, or blank until someone fills it. */
  defaultPostingDate: 'work date' | 'no date';
  linkDocumentDateToPostingDate: boolean;
  externalDocumentNumberMandatory: boolean;
  /** Precision of invoice rounding at posting; empty means none. */
  invoiceRoundingPrecision: string;
  /** VAT business posting group for prices including VAT; empty refuses such items. */
  vatBusPostingGroupForPrices: string;
}
