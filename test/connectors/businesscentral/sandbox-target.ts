import { randomUUID } from 'node:crypto';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../sandbox/server.js';
import { createBusinessCentral } from '../../../src/connectors/businesscentral/index.js';
import { createAgent } from '../../../src/connectors/http/agent.js';
import { createRemoteHost, type RemoteHostOptions, type RequestReport } from '../../../src/connectors/http/host.js';
import { createTokenSource } from '../../../src/connectors/http/token.js';
import type { RemoteSystem } from '../../../src/domain/errors.js';
import type { DraftInvoice } from '../../../src/domain/invoice.js';
import type { ErpTarget } from '../../../src/domain/ports.js';
import { draftInvoice, draftLine } from './drafts.js';

export interface SandboxTarget {
  sandbox: Sandbox;
  target: ErpTarget;
  requests: RequestReport[];
  /** Ids of the two seeded companies. */
  fjord: string;
  hudson: string;
  stop(): Promise<void>;
}

/** The connector as the product wires it, against the sandbox over TLS with its own authority. Waits are skipped. */
export async function startSandboxTarget(
  options: SandboxOptions = {},
  changes: Partial<RemoteHostOptions> = {},
): Promise<SandboxTarget> {
  const sandbox = await startSandbox(options);
  const requests: RequestReport[] = [];
  const hostOf = (system: RemoteSystem) =>
    createRemoteHost({
      system,
      concurrency: 5,
      requestTimeoutMs: 20_000,
      retries: 2,
      minDelayMs: 1,
      maxDelayMs: 2,
      maxRetryAfterMs: 1_000,
      onRequest: (report) => requests.push(report),
      ...changes,
    });
  const agent = createAgent({ caFile: sandbox.caFile, keepAlive: true, maxSockets: 5 });
  const { tenantId, clientId, clientSecret } = sandbox.credentials;
  const tokens = createTokenSource({
    authority: sandbox.authorityUrl,
    knownAuthorities: [],
    tenantId,
    clientId,
    credential: { kind: 'secret', value: clientSecret },
    scope: 'https://api.businesscentral.dynamics.com/.default',
    agent,
    renewBeforeMs: 300_000,
    host: hostOf('sign-in'),
  });
  const target = createBusinessCentral({
    apiUrl: sandbox.businessCentralUrl,
    webClientUrl: null,
    agent,
    tokens,
    host: hostOf('business-central'),
  });
  const companies = await target.listCompanies();
  const idOf = (name: string): string => companies.find((company) => company.name.startsWith(name))!.id;
  const stop = async (): Promise<void> => {
    agent.destroy();
    await sandbox.stop();
  };
  return { sandbox, target, requests, fjord: idOf('Fjord'), hudson: idOf('Hudson'), stop };
}

/** A draft with one line for a seeded customer, under a key of its own. */
export async function draftFor(on: SandboxTarget, email: string, itemNumber: string): Promise<DraftInvoice> {
  const [match] = (await on.target.findCustomersByEmail(on.fjord, [email])).get(email)!;
  const item = (await on.target.findItemsByNumber(on.fjord, [itemNumber])).get(itemNumber)!;
  return draftInvoice({
    key: `BKG-${randomUUID().slice(0, 13).toUpperCase()}`,
    companyId: on.fjord,
    sellToCustomerId: match!.customer.id,
    lines: [draftLine({ erpItemId: item.id, unitOfMeasureCode: item.unitOfMeasureCode })],
  });
}
