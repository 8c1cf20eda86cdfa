/** A certificate authority made anew at every start, so that nothing about it needs keeping or trusting for longer. */
import 'reflect-metadata';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

/** What the listeners and their clients need: the server's key and certificate chain, and the authority to trust. */
export interface ServerIdentity {
  key: string;
  cert: string;
  ca: string;
  /** The authority's certificate as a file, for NODE_EXTRA_CA_CERTS and configuration. */
  caFile: string;
  /** Removes the folder of `ca.pem` when it was made for this start alone. */
  tidyUp(): Promise<void>;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const dayMs = 86_400_000;

/**
 * Makes an authority and a certificate for localhost, and writes `ca.pem`.
 * @param dataDir folder for `ca.pem`, made when missing; a temporary folder, gone after stop, when left out
 */
export async function createServerIdentity(dataDir?: string): Promise<ServerIdentity> {
  x509.cryptoProvider.set(globalThis.crypto);
  const authorityKeys = await makeKeys();
  const serverKeys = await makeKeys();
  const authority = await issueAuthority(authorityKeys);
  const server = await issueServerCertificate(authority, authorityKeys, serverKeys);
  const folder = dataDir ?? (await mkdtemp(path.join(tmpdir(), 'bookledger-sandbox-')));
  await mkdir(folder, { recursive: true });
  const caFile = path.resolve(folder, 'ca.pem');
  const ca = authority.toString('pem');
  await writeFile(caFile, `${ca}\n`);
  const key = x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', serverKeys.privateKey), 'PRIVATE KEY');
  const tidyUp = async (): Promise<void> => {
    if (dataDir === undefined) await rm(folder, { recursive: true, force: true });
  };
  return { key, cert: `${server.toString('pem')}\n${ca}`, ca, caFile, tidyUp };
}

const makeKeys = (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']) as Promise<webcrypto.CryptoKeyPair>;

/** Certificates are checked by the client against the machine's clock, never the sandbox's. */
function validity(): { notBefore: Date; notAfter: Date } {
  return { notBefore: new Date(Date.now() - dayMs), notAfter: new Date(Date.now() + 365 * dayMs) };
}

function issueAuthority(keys: webcrypto.CryptoKeyPair): Promise<x509.X509Certificate> {
  return x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: 'CN=Bookledger sandbox authority',
    ...validity(),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    ],
  });
}

function issueServerCertificate(
  authority: x509.X509Certificate,
  authorityKeys: webcrypto.CryptoKeyPair,
  serverKeys: webcrypto.CryptoKeyPair,
): Promise<x509.X509Certificate> {
  return x509.X509CertificateGenerator.create({
    serialNumber: '02',
    subject: 'CN=localhost',
    issuer: authority.subject,
    ...validity(),
    signingAlgorithm: algorithm,
    publicKey: serverKeys.publicKey,
    signingKey: authorityKeys.privateKey,
    extensions: [
      new x509.SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
        { type: 'ip', value: '::1' },
      ]),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
    ],
  });
}
