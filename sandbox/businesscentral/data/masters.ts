import { defineEntity } from './notation.js';

export const customers = defineEntity({
  entitySet: 'customers',
  entityName: 'customer',
  operations: 'crud',
  parts:
    'customerFinancialDetail:customerFinancialDetails picture:pictures defaultDimensions* agedAccountsReceivable:agedAccountsReceivables contactsInformation* documentAttachments*',
  relations: 'currency:currencies paymentTerm:paymentTerms shipmentMethod:shipmentMethods paymentMethod:paymentMethods',
  properties: `
    id guid ro required
    number code[20] default=?
    displayName text[100]
    type enum:contactType default=Company
    addressLine1 text[100]
    addressLine2 text[50]
    city text[30]
    state text[30]
    country code[10]
    postalCode code[20]
    phoneNumber text[30]
    email text[80]
    website text[255]
    salespersonCode code[20]
    balanceDue decimal ro
    creditLimit decimal
    taxLiable bool
    taxAreaId guid
    taxAreaDisplayName text ro
    taxRegistrationNumber text[50]
    currencyId guid
    currencyCode text[10] default=?
    paymentTermsId guid default=?
    shipmentMethodId guid
    paymentMethodId guid
    blocked enum:customerBlocked default=
    lastModifiedDateTime instant ro default=?
  `,
});

export const customerFinancialDetails = defineEntity({
  entitySet: 'customerFinancialDetails',
  entityName: 'customerFinancialDetail',
  operations: 'r',
  properties: `
    id guid ro required
    number code[20] ro
    balance decimal ro
    totalSalesExcludingTax decimal ro
    overdueAmount decimal ro
    lastModifiedDateTime instant ro
  `,
});

export const contacts = defineEntity({
  entitySet: 'contacts',
  entityName: 'contact',
  operations: 'crud',
  parts: 'picture:pictures',
  relations: 'contactInformation:contactsInformation',
  properties: `
    id guid ro required
    number code[20] default=?
    type enum:contactType default=Company
    displayName text[100]
    jobTitle text[30]
    companyNumber code[20]
    companyName text[100]
    contactBusinessRelation enum:contactBusinessRelation ro default=
    addressLine1 text[100]
    addressLine2 text[50]
    city text[30]
    state text[30]
    country code[10]
    postalCode code[20]
    phoneNumber text[30]
    mobilePhoneNumber text[30]
    email text[80]
    website text[255]
    searchName code[100] default=?
    privacyBlocked bool
    taxRegistrationNumber text[50]
    lastInteractionDate date ro
    lastModifiedDateTime instant ro default=?
  `,
});

export const contactsInformation = defineEntity({
  entitySet: 'contactsInformation',
  entityName: 'contactInformation',
  operations: 'r',
  key: 'contactId',
  parts: 'contact:contacts',
  relations: 'customer:customers vendor:vendors',
  properties: `
    contactId guid ro required
    contactNumber code[20] ro required
    contactName text[100] ro
    contactType enum:contactType ro default=Company
    relatedId guid ro required
    relatedType enum:relatedTable ro required default=
  `,
});

export const customerContacts = defineEntity({
  entitySet: 'customerContacts',
  entityName: 'customerContact',
  operations: 'rud',
  parts: 'pdfDocument',
  properties: `
    id guid ro required
    email text[80]
    firstName text[30]
    lastName text[30]
    professionalTitle text[30]
    customerId guid
    customerName text[100] ro
    primaryPhoneNumber text[30]
  `,
});

export const items = defineEntity({
  entitySet: 'items',
  entityName: 'item',
  operations: 'crud',
  parts:
    'inventoryPostingGroup:inventoryPostingGroups generalProductPostingGroup:generalProductPostingGroups unitOfMeasure:unitsOfMeasure picture:pictures defaultDimensions* itemVariants* documentAttachments*',
  relations: 'itemCategory:itemCategories',
  properties: `
    id guid ro required
    number code[20] default=?
    displayName text[100]
    displayName2 text[50]
    type enum:itemType default=Inventory
    itemCategoryId guid
    itemCategoryCode code[20]
    blocked bool
    gtin code[14]
    inventory decimal
    unitPrice decimal
    priceIncludesTax bool
    unitCost decimal
    taxGroupId guid
    taxGroupCode code[20]
    baseUnitOfMeasureId guid default=?
    baseUnitOfMeasureCode code[10] default=?
    generalProductPostingGroupId guid
    generalProductPostingGroupCode code[20] default=?
    inventoryPostingGroupId guid
    inventoryPostingGroupCode code[20]
    lastModifiedDateTime instant ro default=?
  `,
});

export const itemCategories = defineEntity({
  entitySet: 'itemCategories',
  entityName: 'itemCategory',
  operations: 'crud',
  properties: `
    id guid ro required
    code code[20] required
    displayName text[100]
    lastModifiedDateTime instant ro
  `,
});

export const itemVariants = defineEntity({
  entitySet: 'itemVariants',
  entityName: 'itemVariant',
  operations: 'crud',
  parts: 'picture:pictures',
  properties: `
    id guid ro required
    itemId guid
    itemNumber code[20]
    code code[10] required
    description text[100]
    lastModifiedDateTime instant ro
  `,
});
