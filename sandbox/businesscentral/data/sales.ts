import { defineEntity } from './notation.js';

export const salesInvoices = defineEntity({
  entitySet: 'salesInvoices',
  entityName: 'salesInvoice',
  operations: 'crud',
  parts: 'dimensionSetLines* salesInvoiceLines* pdfDocument attachments* documentAttachments*',
  relations:
    'customer:customers currency:currencies dimensionValue:dimensionValues paymentTerm:paymentTerms shipmentMethod:shipmentMethods',
  properties: `
    id guid ro required
    number code[20] ro settableOnCreate default=?
    externalDocumentNumber code[35]
    invoiceDate date default=?
    postingDate date default=?
    dueDate date default=?
    promisedPayDate date
    customerPurchaseOrderReference text[35]
    customerId guid
    customerNumber code[20] required
    customerName text[100] ro default=?
    billToName text[100] ro
    billToCustomerId guid default=?
    billToCustomerNumber code[20] required default=?
    shipToName text[100]
    shipToContact text[100]
    sellToAddressLine1 text[100]
    sellToAddressLine2 text[50]
    sellToCity text[30]
    sellToCountry code[10]
    sellToState text[30]
    sellToPostCode code[20]
    billToAddressLine1 text[100] ro
    billToAddressLine2 text[50] ro
    billToCity text[30] ro
    billToCountry code[10] ro
    billToState text[30] ro
    billToPostCode code[20] ro
    shipToAddressLine1 text[100]
    shipToAddressLine2 text[50]
    shipToCity text[30]
    shipToCountry code[10]
    shipToState text[30]
    shipToPostCode code[20]
    currencyId guid
    shortcutDimension1Code code[20] default=?
    shortcutDimension2Code code[20] default=?
    currencyCode text[10] default=?
    orderId guid ro
    orderNumber code[20] ro
    paymentTermsId guid default=?
    shipmentMethodId guid
    salesperson code[20] default=?
    disputeStatusId guid
    disputeStatus code[10]
    pricesIncludeTax bool ro default=?
    remainingAmount decimal ro
    discountAmount decimal
    discountAppliedBeforeTax bool ro
    totalAmountExcludingTax decimal ro
    totalTaxAmount decimal ro
    totalAmountIncludingTax decimal ro
    status enum:invoiceStatus ro default=Draft
    lastModifiedDateTime instant ro default=?
    phoneNumber text[30] default=?
    email text[80] default=?
  `,
});

export const salesInvoiceLines = defineEntity({
  entitySet: 'salesInvoiceLines',
  entityName: 'salesInvoiceLine',
  operations: 'crud',
  parts: 'dimensionSetLines* location:locations',
  relations: 'salesInvoice:salesInvoices item:items account:accounts unitOfMeasure:unitsOfMeasure itemVariant:itemVariants',
  properties: `
    id guid ro required
    documentId guid
    sequence int default=?
    itemId guid
    accountId guid
    lineType enum:lineType default=Comment
    lineObjectNumber code[20]
    description text[100] default=?
    description2 text[50]
    unitOfMeasureId guid default=?
    unitOfMeasureCode code[10] default=?
    quantity decimal
    unitPrice decimal default=?
    discountAmount decimal
    discountPercent decimal
    discountAppliedBeforeTax bool ro
    amountExcludingTax decimal ro
    taxCode code[50] default=?
    taxPercent decimal ro
    totalTaxAmount decimal ro
    amountIncludingTax decimal ro
    invoiceDiscountAllocation decimal ro
    netAmount decimal ro
    netTaxAmount decimal ro
    netAmountIncludingTax decimal ro
    shipmentDate date default=?
    itemVariantId guid
    locationId guid
  `,
});

export const salesCreditMemos = defineEntity({
  entitySet: 'salesCreditMemos',
  entityName: 'salesCreditMemo',
  operations: 'crud',
  parts: 'dimensionSetLines* salesCreditMemoLines* pdfDocument attachments* documentAttachments*',
  relations:
    'customer:customers dimensionValue:dimensionValues currency:currencies paymentTerm:paymentTerms shipmentMethod:shipmentMethods customerReturnReason:customerReturnReasons',
  properties: `
    id guid ro required
    number code[20] ro settableOnCreate default=?
    externalDocumentNumber code[35]
    creditMemoDate date default=?
    postingDate date
    dueDate date
    customerId guid
    customerNumber code[20] required
    customerName text[100] ro
    billToName text[100] ro
    billToCustomerId guid default=?
    billToCustomerNumber code[20] required default=?
    sellToAddressLine1 text[100]
    sellToAddressLine2 text[50]
    sellToCity text[30]
    sellToCountry code[10]
    sellToState text[30]
    sellToPostCode code[20]
    billToAddressLine1 text[100]
    billToAddressLine2 text[50]
    billToCity text[30]
    billToCountry code[10]
    billToState text[30]
    billToPostCode code[20]
    shortcutDimension1Code code[20] default=?
    shortcutDimension2Code code[20] default=?
    currencyId guid
    currencyCode text[10] default=?
    paymentTermsId guid default=?
    shipmentMethodId guid
    salesperson code[20] default=?
    pricesIncludeTax bool ro
    discountAmount decimal
    discountAppliedBeforeTax bool ro
    totalAmountExcludingTax decimal ro
    totalTaxAmount decimal ro
    totalAmountIncludingTax decimal ro
    status enum:creditMemoStatus ro default=Draft
    lastModifiedDateTime instant ro default=?
    invoiceId guid
    invoiceNumber code[20]
    phoneNumber text[30] default=?
    email text[80] default=?
    customerReturnReasonId guid
  `,
});

export const salesCreditMemoLines = defineEntity({
  entitySet: 'salesCreditMemoLines',
  entityName: 'salesCreditMemoLine',
  operations: 'crud',
  parts: 'dimensionSetLines* location:locations',
  relations: 'salesCreditMemo:salesCreditMemos item:items account:accounts unitOfMeasure:unitsOfMeasure itemVariant:itemVariants',
  properties: `
    id guid ro required
    documentId guid
    sequence int default=?
    itemId guid
    accountId guid
    lineType enum:lineType default=Comment
    lineObjectNumber code[20]
    description text[100] default=?
    description2 text[50]
    unitOfMeasureId guid default=?
    unitOfMeasureCode code[10] default=?
    unitPrice decimal default=?
    quantity decimal
    discountAmount decimal
    discountPercent decimal
    discountAppliedBeforeTax bool ro
    amountExcludingTax decimal ro
    taxCode code[50] default=?
    taxPercent decimal ro
    totalTaxAmount decimal ro
    amountIncludingTax decimal ro
    invoiceDiscountAllocation decimal ro
    netAmount decimal ro
    netTaxAmount decimal ro
    netAmountIncludingTax decimal ro
    shipmentDate date default=?
    itemVariantId guid
    locationId guid
  `,
});
