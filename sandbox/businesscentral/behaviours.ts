import { attachmentBehaviour, documentAttachmentBehaviour } from './attachments.js';
import { setupBehaviour, type SetBehaviour } from './behaviour.js';
import { readBody } from './body.js';
import { contactBehaviour, contactInformationBehaviour, customerContactBehaviour } from './contacts.js';
import { customerBehaviour } from './customers.js';
import { companyInformation } from './data/company.js';
import { defaultDimensionBehaviour, dimensionSetLineBehaviour } from './dimensions.js';
import { documentBehaviour } from './document-actions.js';
import { creditMemoKind, invoiceKind } from './document-kind.js';
import { relatedCode } from './field-checks.js';
import { itemBehaviour } from './items.js';
import { lineBehaviour } from './lines.js';
import { customerPaymentBehaviour, paymentJournalBehaviour } from './payments.js';

const setupSets: Record<string, string> = {
  currencies: 'Currency',
  paymentTerms: 'Payment Terms',
  paymentMethods: 'Payment Method',
  shipmentMethods: 'Shipment Method',
  taxAreas: 'Tax Area',
  taxGroups: 'Tax Group',
  unitsOfMeasure: 'Unit of Measure',
  countriesRegions: 'Country/Region',
  salespeoplePurchasers: 'Salesperson/Purchaser',
  itemCategories: 'Item Category',
  locations: 'Location',
  disputeStatus: 'Dispute Status',
};

/** What each entity set does; a set that is not here can only be read. */
export const behaviours: Readonly<Record<string, SetBehaviour>> = {
  ...Object.fromEntries(Object.entries(setupSets).map(([entitySet, caption]) => [entitySet, setupBehaviour(entitySet, caption)])),
  companyInformation: {
    caption: 'Company Information',
    update(books, row, body) {
      const changes: Record<string, unknown> = {};
      const country = relatedCode('country', 'Company Information', 'countriesRegions', 'Country/Region');
      for (const { name, value } of readBody(companyInformation, body, 'update'))
        Object.assign(changes, name === 'country' ? country(books, value) : { [name]: value });
      return books.table('companyInformation').update(row.id, changes);
    },
  },
  customers: customerBehaviour,
  contacts: contactBehaviour,
  contactsInformation: contactInformationBehaviour,
  customerContacts: customerContactBehaviour,
  customerFinancialDetails: {
    caption: 'Customer',
    list: (books) =>
      [...books.table('customers').all()].map((row) => ({
        ...row,
        balance: row['openBalance'],
        totalSalesExcludingTax: row['totalSales'],
      })),
  },
  items: itemBehaviour,
  salesInvoices: documentBehaviour(invoiceKind),
  salesInvoiceLines: lineBehaviour(invoiceKind),
  salesCreditMemos: documentBehaviour(creditMemoKind),
  salesCreditMemoLines: lineBehaviour(creditMemoKind),
  dimensionSetLines: dimensionSetLineBehaviour,
  defaultDimensions: defaultDimensionBehaviour,
  customerPaymentJournals: paymentJournalBehaviour,
  customerPayments: customerPaymentBehaviour,
  attachments: attachmentBehaviour,
  documentAttachments: documentAttachmentBehaviour,
};
