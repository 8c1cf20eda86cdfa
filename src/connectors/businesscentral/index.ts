import type { Agent } from 'node:https';
import type { ErpTarget } from '../../domain/ports.js';
import type { RemoteHost } from '../http/host.js';
import type { TokenSource } from '../http/token.js';
import { createApi } from './api.js';
import { cardUrl } from './card-url.js';
import { checkBusinessCentral } from './check.js';
import { createCompanies } from './companies.js';
import { creditCalls } from './credit.js';
import { creditMemoCalls } from './credit-memos.js';
import { customerCalls } from './customers.js';
import { invoiceCalls } from './invoices.js';
import { itemCalls } from './items.js';
import { createTransport } from './transport.js';

export interface BusinessCentralOptions {
  /**
   * Root of API v2.0: `https://api.businesscentral.dynamics.com/v2.0/{tenant}/{environment}/api/v2.0`, or on premises
   * `https://{server}:7048/{instance}/api/v2.0`.
   */
  apiUrl: string;
  /** Root of the web client for links (`https://businesscentral.dynamics.com/{tenant}/{environment}`); null: no links. */
  webClientUrl: string | null;
  /** Keep-alive agent with the extra authority, if any. */
  agent: Agent;
  /** For scope `https://api.businesscentral.dynamics.com/.default`. */
  tokens: TokenSource;
  /** The host of system `business-central`: at most 5 at once (BC reference 10), its time limit and retries apply. */
  host: RemoteHost;
}

/** Business Central over API v2.0. Links to cards work once `listCompanies` was called: the web client wants a company's name. */
export function createBusinessCentral(options: BusinessCentralOptions): ErpTarget {
  const { agent, tokens, host, webClientUrl } = options;
  const api = createApi(options.apiUrl.replace(/\/+$/, ''), host, createTransport({ agent, tokens }));
  const companies = createCompanies(api);
  const target: Omit<ErpTarget, 'check'> = {
    listCompanies: companies.list,
    localCurrency: companies.localCurrency,
    listCurrencies: companies.currencies,
    ...customerCalls(api, companies),
    ...itemCalls(api),
    ...invoiceCalls(api, companies),
    ...creditMemoCalls(api),
    ...creditCalls(api),
    cardUrl(companyId, kind, number) {
      const name = companies.nameOf(companyId);
      return webClientUrl === null || name === null ? null : cardUrl(webClientUrl, name, kind, number);
    },
  };
  return { ...target, check: (needs) => checkBusinessCentral(api, target, needs) };
}
