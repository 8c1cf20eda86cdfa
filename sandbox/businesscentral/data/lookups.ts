import { defineEntity } from './notation.js';

export const unitsOfMeasure = defineEntity({
  entitySet: 'unitsOfMeasure',
  entityName: 'unitOfMeasure',
  operations: 'crud',
  properties: `
    id guid ro required
    code code[10] required
    displayName text[50]
    internationalStandardCode code[10]
    symbol text[10]
    lastModifiedDateTime instant ro default=?
  `,
});

export const countriesRegions = defineEntity({
  entitySet: 'countriesRegions',
  entityName: 'countryRegion',
  operations: 'crud',
  properties: `
    id guid ro required
    code code[10] required
    displayName text[50]
    addressFormat enum:addressFormat default=City+Post~Code
    lastModifiedDateTime instant ro default=?
  `,
});

export const salespeoplePurchasers = defineEntity({
  entitySet: 'salespeoplePurchasers',
  entityName: 'salespersonPurchaser',
  operations: 'crud',
  properties: `
    id guid ro required
    code code[20] required
    displayName text[50]
    email text[80]
    email2 text[80]
    phoneNo text[30]
    jobTitle text[30]
    commisionPercent decimal
    privacyBlocked bool
    blocked bool
    lastModifiedDateTime instant ro
  `,
});

export const generalProductPostingGroups = defineEntity({
  entitySet: 'generalProductPostingGroups',
  entityName: 'generalProductPostingGroup',
  operations: 'r',
  properties: `
    id guid ro required
    code code[20] ro required
    description text[100] ro
    defaultVATProductPostingGroup code[20] ro
    autoInsertDefault bool ro default=true
    lastModifiedDateTime instant ro
  `,
});

export const inventoryPostingGroups = defineEntity({
  entitySet: 'inventoryPostingGroups',
  entityName: 'inventoryPostingGroup',
  operations: 'r',
  properties: `
    id guid ro required
    code code[20] ro required
    description text[100] ro
    lastModifiedDateTime instant ro
  `,
});

export const accounts = defineEntity({
  entitySet: 'accounts',
  entityName: 'account',
  operations: 'r',
  properties: `
    id guid ro required
    number code[20] ro required
    displayName text[100] ro
    category enum:accountCategory ro default=
    subCategory text[80] ro
    blocked bool ro
    accountType enum:accountType ro default=Posting
    directPosting bool ro default=true
    netChange decimal ro
    consolidationTranslationMethod enum:translationMethod ro default=Average~Rate~(Manual)
    consolidationDebitAccount code[20] ro
    consolidationCreditAccount code[20] ro
    excludeFromConsolidation bool ro
    lastModifiedDateTime instant ro
  `,
});

export const locations = defineEntity({
  entitySet: 'locations',
  entityName: 'location',
  operations: 'crud',
  properties: `
    id guid ro required
    code code[10] required
    displayName text[100]
    contact text[100]
    addressLine1 text[100]
    addressLine2 text[50]
    city text[30]
    state text[30]
    country code[10]
    postalCode code[20]
    phoneNumber text[30]
    email text[80]
    website text[255]
    lastModifiedDateTime instant ro
  `,
});

export const disputeStatus = defineEntity({
  entitySet: 'disputeStatus',
  entityName: 'disputeStatus',
  operations: 'crud',
  properties: `
    id guid ro required
    code code[10] required
    displayName text[100]
  `,
});
