import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { selfSigned, type TestCertificate } from '../connectors/certificates.js';
import { openShell, type Shell } from './program.js';

let shell: Shell;
let registered: TestCertificate;
let expired: TestCertificate;
let stranger: TestCertificate;

beforeAll(async () => {
  [registered, expired, stranger] = await Promise.all([selfSigned(), selfSigned({ from: -30, to: -1 }), selfSigned()]);
  const certificates = [registered, expired].map(({ certificatePem }) => certificatePem);
  shell = await openShell({ sandbox: { identity: { certificates } } });
}, 30_000);
afterAll(() => shell.close());

/** The configuration with a certificate in two files in the place of the secret. */
function signingWith({ certificatePem, privateKeyPem }: TestCertificate): string {
  writeFileSync(join(shell.directory, 'certificate.pem'), certificatePem);
  writeFileSync(join(shell.directory, 'key.pem'), privateKeyPem);
  return configured({ privateKey: 'file:key.pem', certificate: `file:${join(shell.directory, 'certificate.pem')}` });
}

function configured(certificate: { privateKey: string; certificate: string }): string {
  const config = parse(readFileSync(shell.file, 'utf8')) as { signIn: Record<string, unknown> };
  delete config.signIn.clientSecret;
  const file = join(shell.directory, 'by-certificate.yaml');
  writeFileSync(file, stringify({ ...config, signIn: { ...config.signIn, certificate } }));
  return file;
}

test('signs in to both sides with a certificate from files, and syncs', async () => {
  shell.book('Anna Karlsen', 'anna@x.test');

  const printed = await shell.run('sync', '--once', '--config', signingWith(registered));

  expect(printed.code).toBe(0);
  expect(shell.sandbox.control.counters().routes.identity).toEqual(
    expect.objectContaining({ 'POST oauth2/v2.0/token': { 200: 2 } }),
  );
});

test.each<[string, () => TestCertificate, RegExp]>([
  ['a certificate that was never uploaded', () => stranger, /The certificate of application \S+ was not accepted\. Upload/],
  ['one that has ended', () => expired, /The certificate of application \S+ has expired\. Make a new one/],
])('says of %s what to do, and shows no key', async (_what, certificate, sentence) => {
  const { code, out, err } = await shell.run('check', '--config', signingWith(certificate()));

  expect(code).not.toBe(0);
  expect(out).toMatch(sentence);
  expect(out + err).not.toMatch(/PRIVATE KEY|\n {4}at /);
});

test('says of a file that cannot be read which one, before anything is asked', async () => {
  shell.sandbox.control.clearCounters();

  const file = configured({ privateKey: 'file:nowhere/key.pem', certificate: 'file:certificate.pem' });
  const { code, err } = await shell.run('check', '--config', file);

  expect(code).toBe(2);
  expect(err).toMatch(/by-certificate\.yaml:\d+ {2}signIn\.certificate\.privateKey: there is no file \S*nowhere\/key\.pem/);
  expect(shell.sandbox.control.counters().total.identity).toBe(0);
});
