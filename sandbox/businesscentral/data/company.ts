import { defineEntity } from './notation.js';

export const companies = defineEntity({
  entitySet: 'companies',
  entityName: 'company',
  operations: 'r',
  properties: `
    id guid ro required default=?
    systemVersion text ro default=?
    timestamp long ro default=?
    name text[30] ro default=?
    displayName text[250] ro default=?
    businessProfileId text[250] ro
    systemCreatedAt instant ro default=?
    systemCreatedBy guid ro default=?
    systemModifiedAt instant ro default=?
    systemModifiedBy guid ro default=?
  `,
});

export const companyInformation = defineEntity({
  entitySet: 'companyInformation',
  entityName: 'companyInformation',
  operations: 'ru',
  properties: `
    id guid ro required
    displayName text[100]
    addressLine1 text[100]
    addressLine2 text[50]
    city text[30]
    state text[30]
    country code[10]
    postalCode code[20]
    phoneNumber text[30]
    faxNumber text[30]
    email text[80]
    website text[255]
    taxRegistrationNumber text[50]
    currencyCode code[10] ro
    currentFiscalYearStartDate date ro
    industry text[30]
    picture stream ro
    experience text
    lastModifiedDateTime instant ro default=?
  `,
});

export const generalLedgerSetup = defineEntity({
  entitySet: 'generalLedgerSetup',
  entityName: 'generalLedgerSetup',
  operations: 'r',
  properties: `
    id guid ro required
    allowPostingFrom date ro
    allowPostingTo date ro
    additionalReportingCurrency code[10] ro
    localCurrencyCode code[10] ro
    localCurrencySymbol text[10] ro
    lastModifiedDateTime instant ro
    allowQueryFromConsolidation bool ro
    shortcutDimension1Code code[20] ro
    shortcutDimension2Code code[20] ro
    shortcutDimension3Code code[20] ro
    shortcutDimension4Code code[20] ro
    shortcutDimension5Code code[20] ro
    shortcutDimension6Code code[20] ro
    shortcutDimension7Code code[20] ro
    shortcutDimension8Code code[20] ro
  `,
});

export const dimensions = defineEntity({
  entitySet: 'dimensions',
  entityName: 'dimension',
  operations: 'r',
  parts: 'dimensionValues*',
  properties: `
    id guid ro required
    code code[20] ro required
    displayName text[30] ro
    consolidationCode code[20] ro
    lastModifiedDateTime instant ro
  `,
});

export const dimensionValues = defineEntity({
  entitySet: 'dimensionValues',
  entityName: 'dimensionValue',
  operations: 'r',
  relations: 'dimension:dimensions',
  properties: `
    id guid ro required
    code code[20] ro required
    dimensionId guid ro
    displayName text[50] ro
    consolidationCode code[20] ro
    lastModifiedDateTime instant ro
  `,
});

export const dimensionSetLines = defineEntity({
  entitySet: 'dimensionSetLines',
  entityName: 'dimensionSetLine',
  operations: 'crud',
  properties: `
    id guid required
    code code[20] required
    consolidationCode code[20] ro
    parentId guid ro
    parentType enum:dimensionParent ro default=
    displayName text[30] ro
    valueId guid
    valueCode code[20]
    valueConsolidationCode code[20] ro
    valueDisplayName text[50] ro
  `,
});

export const defaultDimensions = defineEntity({
  entitySet: 'defaultDimensions',
  entityName: 'defaultDimension',
  operations: 'crud',
  properties: `
    id guid ro required
    parentType enum:defaultDimensionParentType default=
    parentId guid
    dimensionId guid
    dimensionCode code[20] ro required
    dimensionValueId guid
    dimensionValueCode code[20] ro
    postingValidation enum:defaultDimensionValuePostingType default=
    lastModifiedDateTime instant ro
  `,
});

export const attachments = defineEntity({
  entitySet: 'attachments',
  entityName: 'attachment',
  operations: 'crud',
  properties: `
    id guid ro required
    parentId guid
    fileName text[250]
    byteSize int
    attachmentContent stream
    lastModifiedDateTime instant ro
    parentType enum:attachmentParent default=
  `,
});

export const documentAttachments = defineEntity({
  entitySet: 'documentAttachments',
  entityName: 'documentAttachment',
  operations: 'crud',
  properties: `
    id guid ro required
    fileName text[250]
    byteSize int ro
    attachmentContent stream
    parentType enum:attachmentParent default=
    parentId guid
    lineNumber int
    documentFlowSales bool
    documentFlowPurchase bool
    lastModifiedDateTime instant ro
  `,
});

export const pdfDocument = defineEntity({
  entitySet: 'pdfDocument',
  entityName: 'pdfDocument',
  operations: 'r',
  properties: `
    id guid ro required
    parentId guid ro
    parentType enum:attachmentParent ro default=
    pdfDocumentContent stream ro
  `,
});

export const subscriptions = defineEntity({
  entitySet: 'subscriptions',
  entityName: 'subscription',
  operations: 'crud',
  key: 'subscriptionId',
  properties: `
    subscriptionId text[150] ro required default=?
    notificationUrl text default=?
    resource text default=?
    timestamp long ro default=?
    userId guid ro default=?
    lastModifiedDateTime instant ro default=?
    clientState text[2048]
    expirationDateTime instant ro default=?
    systemCreatedAt instant ro default=?
    systemCreatedBy guid ro default=?
    systemModifiedAt instant ro default=?
    systemModifiedBy guid ro default=?
  `,
});
