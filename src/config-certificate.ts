import { X509Certificate, createPrivateKey, type KeyObject } from 'node:crypto';

/** A certificate and its key as PEM texts. */
export interface CertificateTexts {
  privateKey: string;
  certificate: string;
}

/** What is wrong with a certificate to sign in with, by setting, and what to give instead. Whether it has ended is the sign-in's to say. */
export function faultsOfCertificate(texts: CertificateTexts): { path: keyof CertificateTexts; message: string }[] {
  const certificate = readable(() => new X509Certificate(texts.certificate));
  const key = readable(() => createPrivateKey(texts.privateKey));
  return [
    ...(certificate === null ? [{ path: 'certificate', message: notACertificate } as const] : []),
    ...faultsOfKey(key, certificate),
  ];
}

const notACertificate = 'is not a certificate in PEM form; give the file that begins with -----BEGIN CERTIFICATE-----';
const notAKey =
  'is not a private key in PEM form, or has a passphrase; give the file that begins with -----BEGIN PRIVATE KEY-----, without a passphrase';

function faultsOfKey(
  key: KeyObject | null,
  certificate: X509Certificate | null,
): { path: keyof CertificateTexts; message: string }[] {
  if (key === null) return [{ path: 'privateKey', message: notAKey }];
  if (key.asymmetricKeyType !== 'rsa')
    return [{ path: 'privateKey', message: 'must be an RSA key; Microsoft Entra takes no other' }];
  if (certificate === null || certificate.checkPrivateKey(key)) return [];
  return [{ path: 'privateKey', message: 'does not belong to the certificate; give the key that was made with it' }];
}

function readable<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
