/** Setup rows by entity set, for both companies unless a company has its own. */
export const commonSetup: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
  paymentTerms: [
    { code: '0D', displayName: 'Net due at once', dueDateCalculation: '0D' },
    { code: '14D', displayName: 'Net 14 days', dueDateCalculation: '14D' },
    { code: '30D', displayName: 'Net 30 days', dueDateCalculation: '30D' },
    { code: 'CM', displayName: 'End of month', dueDateCalculation: 'CM' },
    { code: 'CM10', displayName: 'End of month and 10 days', dueDateCalculation: 'CM+10D' },
  ],
  paymentMethods: [
    { code: 'BANK', displayName: 'Bank transfer' },
    { code: 'CARD', displayName: 'Card' },
  ],
  shipmentMethods: [{ code: 'PICKUP', displayName: 'Pick up' }],
  unitsOfMeasure: [
    { code: 'PCS', displayName: 'Piece', internationalStandardCode: 'EA' },
    { code: 'HOUR', displayName: 'Hour', internationalStandardCode: 'HUR' },
    { code: 'DAY', displayName: 'Day', internationalStandardCode: 'DAY' },
  ],
  countriesRegions: [
    { code: 'DK', displayName: 'Denmark' },
    { code: 'NO', displayName: 'Norway' },
    { code: 'SE', displayName: 'Sweden' },
    { code: 'DE', displayName: 'Germany' },
    { code: 'FR', displayName: 'France' },
    { code: 'GB', displayName: 'Great Britain' },
    { code: 'US', displayName: 'USA' },
  ],
  salespeoplePurchasers: [
    { code: 'EV', displayName: 'Eva Vang', email: 'eva@books.test' },
    { code: 'TK', displayName: 'Tom Kent', email: 'tom@books.test' },
  ],
  generalProductPostingGroups: [
    { code: 'SERVICES', description: 'Services' },
    { code: 'RETAIL', description: 'Retail' },
  ],
  inventoryPostingGroups: [{ code: 'RESALE', description: 'Resale items' }],
  itemCategories: [{ code: 'TREATMENT', displayName: 'Treatments' }],
  locations: [{ code: 'MAIN', displayName: 'Main shop' }],
  disputeStatus: [{ code: 'PRICE', displayName: 'Price disputed' }],
  accounts: [
    {
      number: '6110',
      displayName: 'Sale of services',
      category: 'Income',
      directPosting: true,
      blocked: false,
      accountType: 'Posting',
    },
    {
      number: '6120',
      displayName: 'Sale of goods',
      category: 'Income',
      directPosting: true,
      blocked: false,
      accountType: 'Posting',
    },
    {
      number: '9140',
      displayName: 'Invoice rounding',
      category: 'Expense',
      directPosting: true,
      blocked: false,
      accountType: 'Posting',
      isRoundingAccount: true,
    },
    {
      number: '2310',
      displayName: 'Customers, domestic',
      category: 'Assets',
      directPosting: false,
      blocked: false,
      accountType: 'Posting',
    },
    {
      number: '6130',
      displayName: 'Old income account',
      category: 'Income',
      directPosting: true,
      blocked: true,
      accountType: 'Posting',
    },
  ],
  dimensions: [
    { code: 'DEPARTMENT', displayName: 'Department', consolidationCode: '' },
    { code: 'CHANNEL', displayName: 'Channel', consolidationCode: '' },
  ],
  customerPaymentJournals: [{ code: 'BANK', displayName: 'Bank receipts' }],
};

/** Values by dimension code. */
export const dimensionValues: Readonly<Record<string, readonly { code: string; displayName: string }[]>> = {
  DEPARTMENT: [
    { code: 'SPA', displayName: 'Spa' },
    { code: 'STUDIO', displayName: 'Studio' },
  ],
  CHANNEL: [
    { code: 'BOOKINGS', displayName: 'Online bookings' },
    { code: 'WALK-IN', displayName: 'Walk-in' },
  ],
};

/** Rows that follow how a company is taxed and which currencies it knows. */
export const setupByTaxType = {
  VAT: {
    taxAreas: [
      { code: 'DOMESTIC', displayName: 'Domestic customers' },
      { code: 'EU', displayName: 'Customers in the EU' },
      { code: 'EXPORT', displayName: 'Other customers abroad' },
    ],
    taxGroups: [
      { code: 'VAT25', displayName: 'Standard rate' },
      { code: 'VAT0', displayName: 'Zero rate' },
    ],
    currencies: [
      { code: 'USD', displayName: 'US dollar', symbol: '$', amountDecimalPlaces: '2:2' },
      { code: 'NOK', displayName: 'Norwegian krone', symbol: 'kr', amountDecimalPlaces: '2:2' },
      // A currency without an exchange rate and without decimals.
      { code: 'JPY', displayName: 'Yen', symbol: '¥', amountDecimalPlaces: '0:0' },
    ],
  },
  'Sales Tax': {
    taxAreas: [{ code: 'NEW YORK', displayName: 'New York, NY' }],
    taxGroups: [
      { code: 'TAXABLE', displayName: 'Taxable goods' },
      { code: 'SERVICES', displayName: 'Services' },
    ],
    currencies: [{ code: 'EUR', displayName: 'Euro', symbol: '€', amountDecimalPlaces: '2:2' }],
  },
} as const;
