/** What BC accepts in a field a template fills (specs/business-central). Lengths are UTF-16 units, as AL counts them. */
export interface FieldLimit {
  /** `code`: upper case, never cut, since half a code is another code. `choice`: one of `choices`. */
  kind: 'text' | 'code' | 'email' | 'phone' | 'decimal' | 'boolean' | 'choice' | 'guid';
  maxLength: number;
  choices?: readonly string[];
  /** Set when the rules may not leave the field out. */
  required?: true;
}
export type FieldLimits = Readonly<Record<string, FieldLimit>>;

const text = (maxLength: number): FieldLimit => ({ kind: 'text', maxLength });
const code = (maxLength: number): FieldLimit => ({ kind: 'code', maxLength });
const guid: FieldLimit = { kind: 'guid', maxLength: 36 };
const decimal: FieldLimit = { kind: 'decimal', maxLength: 25 };
const boolean: FieldLimit = { kind: 'boolean', maxLength: 5 };

/** Fields a customer template may fill, in the order they are sent (BC reference 3.1). */
export const customerLimits: FieldLimits = {
  number: code(20),
  displayName: { ...text(100), required: true },
  type: { kind: 'choice', maxLength: 6, choices: ['Person'], required: true },
  addressLine1: text(100),
  addressLine2: text(50),
  city: text(30),
  state: text(30),
  country: code(10),
  postalCode: code(20),
  phoneNumber: { kind: 'phone', maxLength: 30 },
  email: { kind: 'email', maxLength: 80, required: true },
  website: text(255),
  salespersonCode: code(20),
  creditLimit: decimal,
  taxLiable: boolean,
  taxAreaId: guid,
  taxRegistrationNumber: text(20),
  currencyCode: code(10),
  paymentTermsId: guid,
  shipmentMethodId: guid,
  paymentMethodId: guid,
};

/**
 * Fields an item template may fill, in the order they are sent: the number first, because the unit makes BC insert the row (BC reference 3.3).
 * `inventory` and the inventory posting group are missing on purpose: a service has no stock.
 */
export const itemLimits: FieldLimits = {
  number: code(20),
  type: { kind: 'choice', maxLength: 7, choices: ['Service'], required: true },
  displayName: { ...text(100), required: true },
  displayName2: text(50),
  itemCategoryCode: code(20),
  gtin: code(14),
  baseUnitOfMeasureCode: { ...code(10), required: true },
  generalProductPostingGroupCode: { ...code(20), required: true },
  taxGroupCode: code(20),
  priceIncludesTax: boolean,
  unitPrice: decimal,
  unitCost: decimal,
};

/** Fields of the document the rules may fill (BC reference 3.4); the others are the product's own business. */
export const headerLimits: FieldLimits = {
  salesperson: code(20),
  shortcutDimension1Code: code(20),
  shortcutDimension2Code: code(20),
  paymentTermsId: guid,
};

export const descriptionLength = 100;
export const description2Length = 50;
export const purchaseOrderLength = 35;
export const unitCodeLength = 10;
export const taxCodeLength = 20;
export const numberLength = 20;
