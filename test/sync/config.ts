import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Sandbox } from '../../sandbox/server.js';
import { rulesFor, type RulesChanges } from './rules.js';

export type SandboxAddresses = Pick<Sandbox, 'authorityUrl' | 'credentials' | 'caFile' | 'graphUrl' | 'businessCentralUrl'>;

/** What a test changes of the configuration and of the rules; whole sections, laid over the defaults by the program itself. */
export interface ConfigChanges {
  rules?: RulesChanges;
  config?: Record<string, unknown>;
}

/** Writes a configuration and templates, as an administrator would; returns the configuration's file. Waits within a call are short. */
export function writeConfig(directory: string, sandbox: SandboxAddresses, { rules, config }: ConfigChanges = {}): string {
  const { tenantId, clientId, clientSecret } = sandbox.credentials;
  const templates = join(directory, 'templates');
  mkdirSync(templates, { recursive: true });
  writeFileSync(join(templates, 'rules.yaml'), stringify(rulesFor(rules)));
  const file = join(directory, 'bookledger.yaml');
  const contents = {
    database: 'sqlite:bookledger.db',
    signIn: { authority: new URL(sandbox.authorityUrl).origin, tenantId, clientId, clientSecret, caFile: sandbox.caFile },
    bookings: { baseUrl: sandbox.graphUrl },
    businessCentral: { baseUrl: sandbox.businessCentralUrl },
    retry: { retries: 2, minDelay: '1ms', maxDelay: '2ms', maxRetryAfter: '200ms' },
    templates,
    ...config,
  };
  writeFileSync(file, stringify(contents));
  return file;
}
