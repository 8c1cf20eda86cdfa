import { X509Certificate } from 'node:crypto';
import type { Agent } from 'node:https';
import { ConfidentialClientApplication, type AuthenticationResult } from '@azure/msal-node';
import { ConfigurationError, ContractError } from '../../domain/errors.js';
import type { RemoteHost } from './host.js';
import { createSignInNetwork } from './sign-in-network.js';
import { errorOfSignIn } from './sign-in-errors.js';

/** How the application proves itself. */
export type Credential =
  | { kind: 'secret'; value: string }
  /** PEM texts; the thumbprint is computed from the certificate. */
  | { kind: 'certificate'; privateKeyPem: string; certificatePem: string };

export interface TokenSourceOptions {
  /** `https://login.microsoftonline.com` (the tenant is added) or a full authority with its path. */
  authority: string;
  /** Hosts (with port) MSAL need not ask Microsoft about. The authority's own host is always one of them. */
  knownAuthorities: readonly string[];
  tenantId: string;
  clientId: string;
  credential: Credential;
  /** `https://graph.microsoft.com/.default` */
  scope: string;
  agent: Agent;
  /** The host of system `sign-in`: its retries, waits and time limit apply. */
  host: RemoteHost;
  /** A token is renewed this long before its end, or after four fifths of a shorter life. */
  renewBeforeMs: number;
  nowMs?: () => number;
}

/** Hands out access tokens. Both methods throw RemoteError or ContractError of system `sign-in`. */
export interface TokenSource {
  /** A token with time left; asks the sign-in only when there is none. Calls at the same time share one request. */
  token(): Promise<string>;
  /** After a 401: a token asked for anew. Say which one was refused and a newer one that is already here is given instead. */
  renew(refused?: string): Promise<string>;
}

/** A source whose token's end can be watched. */
export interface WatchedTokenSource extends TokenSource {
  /** When the token in use ends, in milliseconds since 1970; null before the first. */
  endsAtMs(): number | null;
}

interface HeldToken {
  value: string;
  endsAtMs: number;
  renewAtMs: number;
}

/**
 * Tokens by client credentials over MSAL. MSAL neither merges parallel calls nor refuses an empty token, and blocks itself after a 429
 * (Graph reference 2.3); this wrapper does the first two and leaves all waiting to the host.
 */
export function createTokenSource(options: TokenSourceOptions): WatchedTokenSource {
  const nowMs = options.nowMs ?? Date.now;
  const network = createSignInNetwork(options.agent);
  const application = new ConfidentialClientApplication({
    auth: {
      clientId: options.clientId,
      authority: authorityOf(options),
      knownAuthorities: knownHosts(options),
      ...proofOf(options.credential),
    },
    system: { networkClient: network, disableInternalRetries: true },
  });
  let held: HeldToken | null = null;
  let asking: Promise<HeldToken> | null = null;

  async function ask(): Promise<HeldToken> {
    return options.host.run('read', 'POST token', async (signal, answered) => {
      network.begin(signal, answered);
      const result = await application
        .acquireTokenByClientCredential({ scopes: [options.scope], skipCache: true })
        .catch((error: unknown) => Promise.reject(errorOfSignIn(error, network.last(), options)));
      return heldFrom(result, nowMs(), options.renewBeforeMs);
    });
  }

  async function askOnce(): Promise<string> {
    asking ??= ask().finally(() => (asking = null));
    held = await asking;
    return held.value;
  }

  return {
    token: async () => (held !== null && nowMs() < held.renewAtMs ? held.value : askOnce()),
    renew: async (refused) =>
      refused !== undefined && held !== null && held.value !== refused && nowMs() < held.renewAtMs ? held.value : askOnce(),
    endsAtMs: () => held?.endsAtMs ?? null,
  };
}

function heldFrom(result: AuthenticationResult | null, nowMs: number, renewBeforeMs: number): HeldToken {
  if (!result?.accessToken) throw new ContractError('sign-in', 'The Microsoft sign-in answered without an access token.');
  const endsAtMs = result.expiresOn?.getTime() ?? nowMs;
  return { value: result.accessToken, endsAtMs, renewAtMs: endsAtMs - Math.min(renewBeforeMs, (endsAtMs - nowMs) / 5) };
}

function authorityOf({ authority, tenantId }: TokenSourceOptions): string {
  const url = new URL(authority);
  return url.pathname === '/' ? `${url.origin}/${tenantId}` : authority;
}

function knownHosts({ authority, knownAuthorities }: TokenSourceOptions): string[] {
  return [...new Set([new URL(authority).host, ...knownAuthorities])];
}

function proofOf(credential: Credential): { clientSecret: string } | { clientCertificate: ReturnType<typeof certificateOf> } {
  return credential.kind === 'secret' ? { clientSecret: credential.value } : { clientCertificate: certificateOf(credential) };
}

function certificateOf({ privateKeyPem, certificatePem }: Extract<Credential, { kind: 'certificate' }>): {
  thumbprintSha256: string;
  privateKey: string;
  x5c: string;
} {
  try {
    const thumbprintSha256 = new X509Certificate(certificatePem).fingerprint256.replaceAll(':', '');
    return { thumbprintSha256, privateKey: privateKeyPem, x5c: certificatePem };
  } catch {
    const message = 'The certificate is not readable. Give it in PEM form (BEGIN CERTIFICATE).';
    throw new ConfigurationError([{ file: 'credential', line: null, path: 'certificatePem', message }]);
  }
}
