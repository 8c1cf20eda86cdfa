import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

/** A certificate an application can sign in with, and its key. */
export interface TestCertificate {
  certificatePem: string;
  privateKeyPem: string;
  /** SHA-256, base64url. */
  thumbprint: string;
}

const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};
const dayMs = 86_400_000;

/** Makes one; valid from yesterday for a year unless its days (counted from today) say otherwise. */
export async function selfSigned({ from = -1, to = 365 }: { from?: number; to?: number } = {}): Promise<TestCertificate> {
  x509.cryptoProvider.set(webcrypto as Crypto);
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=test',
    notBefore: new Date(Date.now() + from * dayMs),
    notAfter: new Date(Date.now() + to * dayMs),
    signingAlgorithm: algorithm,
    keys,
  });
  const hash = await webcrypto.subtle.digest('SHA-256', certificate.rawData);
  return {
    certificatePem: certificate.toString('pem'),
    privateKeyPem: x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY'),
    thumbprint: Buffer.from(hash).toString('base64url'),
  };
}
