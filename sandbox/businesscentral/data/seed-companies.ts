import type { CompanyProfile, SalesSetup } from '../company-profile.js';
import { fjordCompanyName, hudsonCompanyName } from './seed-people.js';

const salesSetup: SalesSetup = {
  customerNos: 'CUST',
  contactNos: 'CONT',
  itemNos: 'ITEM',
  invoiceNos: 'S-INV',
  postedInvoiceNos: 'S-INV+',
  creditMemoNos: 'S-CR',
  postedCreditMemoNos: 'S-CR+',
  paymentNos: 'GJNL-PMT',
  defaultPostingDate: 'work date',
  linkDocumentDateToPostingDate: true,
  externalDocumentNumberMandatory: false,
  invoiceRoundingPrecision: '',
  vatBusPostingGroupForPrices: '',
};

/** Series of both companies: code, last number drawn, increment, whether manual numbers are allowed. */
export const seedSeries: readonly { code: string; lastNumber: string; increment: number; manualNos: boolean }[] = [
  { code: 'CUST', lastNumber: 'C00000', increment: 10, manualNos: true },
  { code: 'CONT', lastNumber: 'CT000000', increment: 1, manualNos: true },
  { code: 'ITEM', lastNumber: 'S-0990', increment: 10, manualNos: true },
  { code: 'S-INV', lastNumber: '102000', increment: 1, manualNos: false },
  { code: 'S-INV+', lastNumber: '103000', increment: 1, manualNos: false },
  { code: 'S-CR', lastNumber: '1000', increment: 1, manualNos: false },
  { code: 'S-CR+', lastNumber: '104000', increment: 1, manualNos: false },
  { code: 'GJNL-PMT', lastNumber: 'PMT00000', increment: 1, manualNos: false },
];

/** A Danish spa: local currency EUR as the booking side wants it, VAT of 25 percent. */
export const fjordProfile: CompanyProfile = {
  name: fjordCompanyName,
  displayName: fjordCompanyName,
  localCurrency: 'EUR',
  localCurrencySymbol: '€',
  country: 'DK',
  taxType: 'VAT',
  taxRates: {
    'DOMESTIC/VAT25': { percent: '25', identifier: 'VAT25' },
    'DOMESTIC/VAT0': { percent: '0', identifier: 'VAT0' },
    'EU/VAT25': { percent: '0', identifier: 'REVERSE' },
    'EU/VAT0': { percent: '0', identifier: 'VAT0' },
    'EXPORT/VAT25': { percent: '0', identifier: 'EXPORT' },
    'EXPORT/VAT0': { percent: '0', identifier: 'VAT0' },
  },
  exchangeRates: [
    { currency: 'USD', startingDate: '2020-01-01', perLocal: '1.10' },
    { currency: 'NOK', startingDate: '2020-01-01', perLocal: '11.50' },
  ],
  customerTemplates: [
    {
      code: 'API-CUSTOMER',
      order: 10,
      criteria: {},
      fields: {
        genBusPostingGroup: 'DOMESTIC',
        customerPostingGroup: 'DOMESTIC',
        vatBusPostingGroup: 'DOMESTIC',
        taxAreaCode: 'DOMESTIC',
        paymentTermsCode: '14D',
        country: 'DK',
      },
    },
  ],
  itemTemplates: [
    {
      code: 'API-SERVICE',
      order: 10,
      criteria: { type: 'Service' },
      fields: { generalProductPostingGroupCode: 'SERVICES', taxGroupCode: 'VAT25', baseUnitOfMeasureCode: 'PCS' },
    },
  ],
  sales: salesSetup,
  customerBusinessRelation: 'CUST',
};

/** A New York studio: local currency USD, sales tax by area. */
export const hudsonProfile: CompanyProfile = {
  name: hudsonCompanyName,
  displayName: hudsonCompanyName,
  localCurrency: 'USD',
  localCurrencySymbol: '$',
  country: 'US',
  taxType: 'Sales Tax',
  taxRates: {
    'NEW YORK/TAXABLE': { percent: '8.875', identifier: 'TAXABLE' },
    'NEW YORK/SERVICES': { percent: '0', identifier: 'SERVICES' },
  },
  exchangeRates: [{ currency: 'EUR', startingDate: '2020-01-01', perLocal: '0.92' }],
  customerTemplates: [
    {
      code: 'API-CUSTOMER',
      order: 10,
      criteria: {},
      fields: {
        genBusPostingGroup: 'DOMESTIC',
        customerPostingGroup: 'DOMESTIC',
        taxAreaCode: 'NEW YORK',
        taxLiable: true,
        paymentTermsCode: '30D',
        country: 'US',
      },
    },
  ],
  itemTemplates: [
    {
      code: 'API-SERVICE',
      order: 10,
      criteria: { type: 'Service' },
      fields: { generalProductPostingGroupCode: 'SERVICES', taxGroupCode: 'SERVICES', baseUnitOfMeasureCode: 'PCS' },
    },
  ],
  sales: salesSetup,
  customerBusinessRelation: 'CUST',
};

export const seedProfiles: readonly CompanyProfile[] = [fjordProfile, hudsonProfile];
