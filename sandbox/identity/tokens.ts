import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { SandboxClock } from '../contract.js';

export const audiences = ['graph', 'businessCentral'] as const;
export type Audience = (typeof audiences)[number];
export type TokenVerdict = 'valid' | 'missing' | 'expired' | 'wrong-audience';

/** Issues opaque bearer tokens and tells later what they are worth, by the sandbox's clock. */
export interface TokenDesk {
  issue(request: { audience: Audience; resource: string; tenantId: string; clientId: string; expiresInSeconds: number }): string;
  /** A token never issued here counts as expired: Graph words both the same. */
  check(authorizationHeader: string | undefined, audience: Audience): TokenVerdict;
  /** Withdraws every token issued so far. */
  revokeAll(): void;
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Creates a desk that has issued nothing yet. */
export function createTokenDesk(clock: SandboxClock): TokenDesk {
  const issued = new Map<string, { audience: Audience; expiresAtMs: number }>();
  const key = randomBytes(32);
  return {
    issue: ({ audience, resource, tenantId, clientId, expiresInSeconds }) => {
      const nowMs = clock.nowMs();
      for (const [token, known] of issued) if (known.expiresAtMs < nowMs - 86_400_000) issued.delete(token);
      const iat = Math.floor(nowMs / 1000);
      const claims = {
        aud: resource,
        iss: `https://sts.windows.net/${tenantId}/`,
        iat,
        nbf: iat,
        exp: iat + expiresInSeconds,
        appid: clientId,
        tid: tenantId,
        uti: randomUUID(),
      };
      const unsigned = `${encode({ typ: 'JWT', alg: 'HS256' })}.${encode(claims)}`;
      const token = `${unsigned}.${createHmac('sha256', key).update(unsigned).digest('base64url')}`;
      issued.set(token, { audience, expiresAtMs: nowMs + expiresInSeconds * 1000 });
      return token;
    },
    check: (header, audience) => {
      if (!header || !/^bearer ./i.test(header)) return 'missing';
      const known = issued.get(header.slice('bearer '.length));
      if (!known || known.expiresAtMs <= clock.nowMs()) return 'expired';
      return known.audience === audience ? 'valid' : 'wrong-audience';
    },
    revokeAll: () => issued.clear(),
  };
}
