import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../src/config.js';
import { ConfigurationError } from '../../src/domain/errors.js';
import { selfSigned, type TestCertificate } from '../connectors/certificates.js';

const folder = mkdtempSync(join(tmpdir(), 'bookledger-config-'));
const env = { AZURE_TENANT_ID: 't', AZURE_CLIENT_ID: 'c', AZURE_CLIENT_SECRET: 's', BC_API_URL: 'https://bc.test/api/v2.0' };

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function load(text: string, variables: Record<string, string> = env) {
  const file = join(folder, 'bookledger.yaml');
  writeFileSync(file, text);
  return loadConfig(file, variables).config;
}

/** `path:line message` of every fault. */
function faultsOf(text: string, variables: Record<string, string> = env): string[] {
  try {
    load(text, variables);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults.map(({ path, line, message }) => `${path}:${line} ${message}`);
    throw error;
  }
  return [];
}

test('an empty file takes the defaults', () => {
  expect(load('')).toMatchObject({ sync: { window: { lookBackDays: 35 } }, server: { host: '127.0.0.1' } });
});

test('every fault is told at once, from top to bottom, with its line and what to write instead', () => {
  const text = `database: postgres://x
signIn:
  authorty: https://login.test
bookings:
  baseUrl: http://graph.test
  concurrency: 0
sync:
  schedule: every day
  zone: Europe/Kopenhagen
  push: { unknownWait: 1m }
  cards: { retryDelays: [5 minutes] }
server: { port: 99999 }
log: { level: loud }
templats: x`;

  expect(faultsOf(text)).toEqual([
    'database:1 names no database we know; write sqlite:PATH or mssql://user:password@host:1433/database?encrypt=true',
    'signIn.authorty:3 there is no such setting. Did you mean "authority"?',
    'bookings.baseUrl:5 must be an https address',
    'bookings.concurrency:6 must be 1 or more',
    'sync.schedule:8 "every day" is not a cron expression; every 15 minutes is "*/15 * * * *", at six each morning "0 6 * * *"',
    'sync.zone:9 "Europe/Kopenhagen" is not a time zone; write its IANA name, for example Europe/Copenhagen',
    'sync.push.unknownWait:10 must be longer than businessCentral.requestTimeout, or a request could still be running when it is looked for',
    'sync.cards.retryDelays.0:11 "5 minutes" is not a duration; write a number and a unit, for example 20s, 12m, 1h or 35d',
    'server.port:12 must be at most 65535',
    'log.level:13 must be one of debug, info, warn, error',
    'templats:14 there is no such setting. Did you mean "templates"?',
  ]);
});

test.each([
  ['retry: { retries: 1.5 }', 'retry.retries:1 must be a whole number'],
  ['retry: { retries: often }', 'retry.retries:1 must be a number'],
  ['signIn: nope', 'signIn:1 must be a section with settings of its own, each on an indented line below it'],
  ['sync: { cards: { retryDelays: [] } }', 'sync.cards.retryDelays:1 must be a list with at least one entry'],
  ['sync: { zone: "" }', 'sync.zone:1 "" is not a time zone; write its IANA name, for example Europe/Copenhagen'],
  ['log: { colour: red }', 'log.colour:1 there is no such setting. Here may stand: level.'],
  [
    'retention: { audit: 30d }',
    'retention.audit:1 "30d" is too short or no time; write forever, or at least 365d, for example 1830d for five years',
  ],
  [
    'safeguards: { secondPersonAbove: { EUR: -1 } }',
    'safeguards.secondPersonAbove.EUR:1 write an amount of 0 or more, for example 500',
  ],
  ['server: { heartbeat: 10m }', 'server.heartbeat:1 must be from 1s to 5m'],
  ['storage: { busyWait: 0s }', 'storage.busyWait:1 must be from 1s to 10m'],
  ['server: { calendarDays: 400 }', 'server.calendarDays:1 must be at most 366'],
  ['just words', 'configuration:1 holds no settings; write one a line, for example "database: sqlite:bookledger.db"'],
  ['- a list', 'configuration:1 holds no settings; write one a line, for example "database: sqlite:bookledger.db"'],
  ['log: 1\nlog: 2', 'configuration:2 this is not YAML: Map keys must be unique'],
])('%j is told in a sentence', (text, fault) => {
  expect(faultsOf(text)).toContain(fault);
});

test('an address of a database never repeats the password it holds', () => {
  const [fault] = faultsOf('database: mssql://sa:100%secret@host/db');

  expect(fault).toMatch(/^database:1 is not an address; .*% is %25/);
  expect(fault).not.toContain('secret');
});

test('a variable that is not set is named, and what to do', () => {
  const [fault] = faultsOf('', { ...env, AZURE_TENANT_ID: '' });

  expect(fault).toMatch(
    /^signIn\.tenantId:\d+ the environment variable AZURE_TENANT_ID is not set; set it, or write signIn\.tenantId in your configuration file$/,
  );
});

test('a secret from a file beside the configuration comes without its line end', () => {
  writeFileSync(join(folder, 'secret.txt'), 'top secret\r\n');

  expect(load('signIn: { clientSecret: file:secret.txt }').signIn.clientSecret).toBe('top secret');
});

test('a secret from a variable comes without its line end', () => {
  expect(load('', { ...env, AZURE_CLIENT_SECRET: 'top secret\n' }).signIn.clientSecret).toBe('top secret');
});

test.each([
  ['nowhere.txt', /there is no file .*nowhere\.txt/],
  ['empty.txt', /empty\.txt is empty/],
  ['.', /is not a file/],
])('a secret in %s is told', (name, message) => {
  writeFileSync(join(folder, 'empty.txt'), '\n');

  expect(faultsOf(`signIn: { clientSecret: "file:${name}" }`)).toEqual([expect.stringMatching(message)]);
});

describe('a certificate', () => {
  let own: TestCertificate;
  let other: TestCertificate;
  beforeAll(async () => {
    [own, other] = await Promise.all([selfSigned(), selfSigned()]);
  });

  const naming = (key: string, certificate: string, more = ''): string =>
    `signIn: { certificate: { privateKey: ${JSON.stringify(key)}, certificate: ${JSON.stringify(certificate)} }${more} }`;

  test('takes the place of the default secret, and both together are refused', () => {
    const { privateKeyPem, certificatePem } = own;

    expect(load(naming(privateKeyPem, certificatePem)).signIn).toMatchObject({ certificate: { privateKey: privateKeyPem } });
    expect(faultsOf(naming(privateKeyPem, certificatePem, ', clientSecret: x'))).toEqual([
      'signIn:1 give either clientSecret or certificate',
    ]);
  });

  test('can be in files and in the environment', () => {
    writeFileSync(join(folder, 'key.pem'), own.privateKeyPem);

    const { certificate } = load(naming('file:key.pem', 'env:CERT'), { ...env, CERT: own.certificatePem }).signIn;

    expect(certificate?.privateKey.trim()).toBe(own.privateKeyPem.trim());
    expect(certificate?.certificate.trim()).toBe(own.certificatePem.trim());
  });

  test('in a file that is not there is told by its path', () => {
    expect(faultsOf(naming('file:nowhere.pem', own.certificatePem))).toEqual([
      expect.stringMatching(/^signIn\.certificate\.privateKey:1 .*nowhere\.pem/),
    ]);
  });

  test.each<[string, () => [key: string, certificate: string], string[]]>([
    ['another key', () => [other.privateKeyPem, own.certificatePem], ['privateKey:1 does not belong to the certificate']],
    ['a key that is none', () => ['KEY', own.certificatePem], ['privateKey:1 is not a private key in PEM form']],
    ['a certificate that is none', () => [own.privateKeyPem, 'CERT'], ['certificate:1 is not a certificate in PEM form']],
    [
      'both the wrong way round',
      () => [own.certificatePem, own.privateKeyPem],
      ['privateKey:1 is not a private key', 'certificate:1 is not a certificate'],
    ],
  ])('with %s says what to give instead', (_what, texts, expected) => {
    const faults = faultsOf(naming(...texts()));

    expect(faults).toHaveLength(expected.length);
    for (const text of expected) expect(faults).toContainEqual(expect.stringContaining(`signIn.certificate.${text}`));
  });
});

test('a configuration that is a folder is told', () => {
  expect(() => loadConfig(folder, env)).toThrow(/is not a file/);
});

test('D.1.14, D.1.18: the audit is kept for ever and nobody needs a second person, unless an administrator says so', () => {
  const own = load('retention: { audit: 1830d }\nsafeguards: { secondPersonAbove: { EUR: 500, USD: 99.5 } }');
  const { retention, safeguards } = load('');

  expect([retention.audit, safeguards.secondPersonAbove]).toEqual([null, {}]);
  expect([own.retention.audit, own.safeguards.secondPersonAbove]).toEqual([1830 * 86_400_000, { EUR: '500', USD: '99.5' }]);
});

test('addresses of appointments are checked, and found whatever the case of the mailbox (D.1.8)', () => {
  const good = load('bookings: { appointmentUrls: { Salon@Fjord.test: "https://x.test/{appointment}" } }', env);
  const bad = faultsOf('bookings:\n  appointmentUrls:\n    a@x.test: http://x.test\n    "*": https://x.test/{id}', env);

  expect(good.bookings.appointmentUrls).toEqual({ 'salon@fjord.test': 'https://x.test/{appointment}' });
  expect(bad).toEqual([
    'bookings.appointmentUrls.a@x.test:3 must be an https address, without {…} before the first / of its path',
    'bookings.appointmentUrls.*:4 "{id}" is not known; write {business}, {appointment}, {date}',
  ]);
});
