import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { createSecureContext, rootCertificates } from 'node:tls';
import { ConfigurationError } from '../../domain/errors.js';
import { connectThrough } from './proxy.js';

export interface AgentOptions {
  /** PEM file with one or more authorities trusted besides the well-known ones (company proxy, on-premises server, sandbox). */
  caFile?: string | undefined;
  /** `http://proxy.company.test:8080`, with user and password when it wants them. */
  proxy?: string | undefined;
  /** Keeps connections for the next request. */
  keepAlive: boolean;
  /** Connections per host at most. */
  maxSockets: number;
}

/** Makes the connection pool of a system. Throws ConfigurationError when the CA file cannot be read or is not PEM. */
export function createAgent({ caFile, proxy, keepAlive, maxSockets }: AgentOptions): Agent {
  // One context for all connections: parsing the authorities again for each would cost more than the handshake.
  const trust =
    caFile === undefined ? {} : { secureContext: createSecureContext({ ca: [...rootCertificates, readAuthorities(caFile)] }) };
  const agent = new Agent({ keepAlive, maxSockets, scheduling: 'lifo', ...trust });
  // The documented way to have connections made otherwise; Node's types leave it out.
  if (proxy !== undefined) Object.assign(agent, { createConnection: connectThrough(proxy) });
  return agent;
}

function readAuthorities(caFile: string): string {
  const fault = (message: string): ConfigurationError =>
    new ConfigurationError([{ file: caFile, line: null, path: 'caFile', message }]);
  let pem: string;
  try {
    pem = readFileSync(caFile, 'utf8');
  } catch (error) {
    throw fault(
      `The file cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}). Give the path of a readable PEM file.`,
    );
  }
  if (!pem.includes('-----BEGIN CERTIFICATE-----'))
    throw fault('The file holds no certificate. Give a PEM file (BEGIN CERTIFICATE).');
  return pem;
}
