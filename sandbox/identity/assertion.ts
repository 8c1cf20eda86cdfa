import { constants, createHash, verify, type KeyObject, X509Certificate } from 'node:crypto';

/** Why an assertion is refused, by the name of the refusal; null when it is accepted. */
export type AssertionFault =
  | 'malformedAssertion'
  | 'unknownCertificate'
  | 'expiredCertificate'
  | 'wrongSignature'
  | 'wrongSubject'
  | 'wrongAudience'
  | 'assertionOutOfTime';

export interface AssertionCheck {
  /** PEM texts of the certificates uploaded to the application. */
  certificates: readonly string[];
  clientId: string;
  /** What `aud` may be: the address of the token endpoint, or the issuer. */
  audiences: readonly string[];
  /** The machine's time, not the sandbox's: the client signs by the machine's clock. */
  nowMs: number;
}

interface Claims {
  aud?: unknown;
  iss?: unknown;
  sub?: unknown;
  exp?: unknown;
  nbf?: unknown;
}

/** Clocks may differ by this much. */
const skewMs = 300_000;

/**
 * Checks a client assertion as Microsoft's token endpoint does: a registered certificate signed it, it is about this application and for
 * this endpoint, and its time has come and not passed. Gives the fault, and the thumbprint the client named.
 */
export function checkAssertion(assertion: string, check: AssertionCheck): { fault: AssertionFault | null; thumbprint: string } {
  const [head = '', body = '', signature = ''] = assertion.split('.');
  const header = jsonOf<{ alg?: unknown; x5t?: unknown; 'x5t#S256'?: unknown }>(head);
  const claims = jsonOf<Claims>(body);
  const thumbprint = String(header?.['x5t#S256'] ?? header?.x5t ?? '');
  if (header === null || claims === null) return { fault: 'malformedAssertion', thumbprint };
  const certificate = check.certificates.map((pem) => new X509Certificate(pem)).find((one) => hasThumbprint(one, thumbprint));
  if (certificate === undefined) return { fault: 'unknownCertificate', thumbprint };
  if (Date.parse(certificate.validTo) < check.nowMs) return { fault: 'expiredCertificate', thumbprint };
  const isSigned = isSignedBy(certificate.publicKey, String(header.alg), `${head}.${body}`, signature);
  return { fault: isSigned ? faultOfClaims(claims, check) : 'wrongSignature', thumbprint };
}

function faultOfClaims({ aud, iss, sub, exp, nbf }: Claims, check: AssertionCheck): AssertionFault | null {
  const isClient = (value: unknown): boolean => typeof value === 'string' && value.toLowerCase() === check.clientId.toLowerCase();
  if (!isClient(sub) || !isClient(iss)) return 'wrongSubject';
  if (typeof aud !== 'string' || !check.audiences.includes(aud)) return 'wrongAudience';
  const begins = typeof nbf === 'number' ? nbf * 1000 : check.nowMs;
  if (typeof exp !== 'number' || exp * 1000 < check.nowMs - skewMs || begins > check.nowMs + skewMs) return 'assertionOutOfTime';
  return null;
}

function hasThumbprint({ raw }: X509Certificate, thumbprint: string): boolean {
  return ['sha1', 'sha256'].some((hash) => createHash(hash).update(raw).digest('base64url') === thumbprint);
}

function isSignedBy(key: KeyObject, algorithm: string, text: string, signature: string): boolean {
  if (algorithm !== 'RS256' && algorithm !== 'PS256') return false;
  const padding =
    algorithm === 'RS256'
      ? { padding: constants.RSA_PKCS1_PADDING }
      : { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  return verify('sha256', Buffer.from(text), { key, ...padding }, Buffer.from(signature, 'base64url'));
}

function jsonOf<T extends object>(part: string): T | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as T) : null;
  } catch {
    return null;
  }
}
