import { defineEntity } from './notation.js';

export const customerPaymentJournals = defineEntity({
  entitySet: 'customerPaymentJournals',
  entityName: 'customerPaymentJournal',
  operations: 'crud',
  parts: 'customerPayments*',
  properties: `
    id guid ro required
    code code[10] required
    displayName text[100]
    lastModifiedDateTime instant ro default=?
    balancingAccountId guid
    balancingAccountNumber code[20] ro
  `,
});

export const customerPayments = defineEntity({
  entitySet: 'customerPayments',
  entityName: 'customerPayment',
  operations: 'crud',
  parts: 'dimensionSetLines*',
  relations: 'customerPaymentJournal:customerPaymentJournals customer:customers',
  properties: `
    id guid ro required
    journalId guid
    journalDisplayName code[10]
    lineNumber int
    customerId guid
    customerNumber code[20]
    postingDate date
    documentNumber code[20] default=?
    externalDocumentNumber code[35]
    amount decimal
    appliesToInvoiceId guid
    appliesToInvoiceNumber code[20]
    description text[100]
    comment text[250]
    lastModifiedDateTime instant ro default=?
  `,
});

export const currencies = defineEntity({
  entitySet: 'currencies',
  entityName: 'currency',
  operations: 'crud',
  properties: `
    id guid ro required
    code code[10] required
    displayName text[30]
    symbol text[10]
    amountDecimalPlaces text[5] required default=2:2
    amountRoundingPrecision decimal default=0.01
    lastModifiedDateTime instant ro default=?
  `,
});

export const paymentTerms = defineEntity({
  entitySet: 'paymentTerms',
  entityName: 'paymentTerm',
  operations: 'crud',
  properties: `
    id guid ro required
    code code[10] required
    displayName text[100]
    dueDateCalculation text[32]
    discountDateCalculation text[32]
    discountPercent decimal
    calculateDiscountOnCreditMemos bool
    lastModifiedDateTime instant ro default=?
  `,
});

export const paymentMethods = defineEntity({
  entitySet: 'paymentMethods',
  entityName: 'paymentMethod',
  operations: 'crud',
  properties: `
    id guid ro required
    code code[10] required
    displayName text[100]
    lastModifiedDateTime instant ro default=?
  `,
});

export const shipmentMethods = defineEntity({
  entitySet: 'shipmentMethods',
  entityName: 'shipmentMethod',
  operations: 'crud',
  properties: `
    id guid ro required
    code code[10] required
    displayName text[100]
    lastModifiedDateTime instant ro default=?
  `,
});

export const taxAreas = defineEntity({
  entitySet: 'taxAreas',
  entityName: 'taxArea',
  operations: 'crud',
  properties: `
    id guid ro required
    code code[20] required
    displayName text[100]
    taxType enum:taxType ro default=Sales~Tax
    lastModifiedDateTime instant ro
  `,
});

export const taxGroups = defineEntity({
  entitySet: 'taxGroups',
  entityName: 'taxGroup',
  operations: 'crud',
  properties: `
    id guid ro required
    code code[20] required
    displayName text[100]
    taxType enum:taxType ro default=Sales~Tax
    lastModifiedDateTime instant ro
  `,
});
