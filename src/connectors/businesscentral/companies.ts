import type { ErpCompany } from '../../domain/erp.js';
import { ContractError } from '../../domain/errors.js';
import type { Api } from './api.js';
import { listPath } from './filters.js';
import { companyOf } from './mapper.js';
import { reading } from './records.js';
import { Company, CompanyInformation, Currency, GeneralLedgerSetup, selectOf } from './schema.js';

/** What is known of the companies. Names and local currencies hardly ever change: once read, they are kept while the program runs. */
export interface Companies {
  list(): Promise<ErpCompany[]>;
  /** The name the web client wants in its addresses; null until the list was read. */
  nameOf(companyId: string): string | null;
  localCurrency(companyId: string): Promise<string>;
  currencies(companyId: string): Promise<string[]>;
}

export function createCompanies(api: Api): Companies {
  const names = new Map<string, string>();
  const localCurrencies = new Map<string, string>();

  return {
    async list() {
      const rows = await api.lists(['companies'], reading(Company));
      const companies = rows.map(companyOf).filter((company) => company !== null);
      for (const { id, name } of companies) names.set(id, name);
      return companies;
    },
    nameOf: (companyId) => names.get(companyId.toLowerCase()) ?? null,
    async localCurrency(companyId) {
      const held = localCurrencies.get(companyId);
      if (held !== undefined) return held;
      const currency = await readLocalCurrency(api, companyId);
      localCurrencies.set(companyId, currency);
      return currency;
    },
    async currencies(companyId) {
      const path = listPath(companyId, { entitySet: 'currencies', select: selectOf(Currency) });
      return (await api.lists([path], reading(Currency))).flatMap(({ record }) => record.code ?? []);
    },
  };
}

/** From the company's own card, else from the ledger setup (BC reference 3.8). */
async function readLocalCurrency(api: Api, companyId: string): Promise<string> {
  const [card] = await api.lists([listPath(companyId, { entitySet: 'companyInformation' })], CompanyInformation);
  if (card?.currencyCode) return card.currencyCode;
  const [setup] = await api.lists([listPath(companyId, { entitySet: 'generalLedgerSetup' })], GeneralLedgerSetup);
  if (setup?.localCurrencyCode) return setup.localCurrencyCode;
  throw new ContractError('business-central', `Business Central does not tell the local currency of company ${companyId}.`);
}
