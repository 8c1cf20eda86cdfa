import { constants, createHash, sign, X509Certificate } from 'node:crypto';
import { selfSigned, type TestCertificate } from '../../connectors/certificates.js';
import { openBench, type Bench } from '../caller.js';

let bench: Bench;
let registered: TestCertificate;
let expired: TestCertificate;
let stranger: TestCertificate;

beforeAll(async () => {
  [registered, expired, stranger] = await Promise.all([selfSigned(), selfSigned({ from: -30, to: -1 }), selfSigned()]);
  const certificates = [registered, expired].map(({ certificatePem }) => certificatePem);
  bench = await openBench({ identity: { certificates } });
});
afterAll(() => bench.close());

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

interface Written {
  by?: TestCertificate;
  /** Whose key signs; the certificate's own by default. */
  key?: TestCertificate;
  algorithm?: 'RS256' | 'PS256';
  claims?: object;
}

function assertion({ by = registered, key = by, algorithm = 'PS256', claims = {} }: Written = {}): string {
  const { clientId } = bench.sandbox.credentials;
  const now = Math.floor(Date.now() / 1000);
  const aud = `${bench.sandbox.authorityUrl}/oauth2/v2.0/token`;
  const sha1 = createHash('sha1').update(new X509Certificate(by.certificatePem).raw).digest('base64url');
  const named = algorithm === 'RS256' ? { x5t: sha1 } : { 'x5t#S256': by.thumbprint };
  const text = [
    encode({ alg: algorithm, typ: 'JWT', ...named }),
    encode({ aud, iss: clientId, sub: clientId, nbf: now, exp: now + 600, ...claims }),
  ].join('.');
  const padding = algorithm === 'RS256' ? constants.RSA_PKCS1_PADDING : constants.RSA_PKCS1_PSS_PADDING;
  const saltLength = constants.RSA_PSS_SALTLEN_DIGEST;
  const signature = sign('sha256', Buffer.from(text), { key: key.privateKeyPem, padding, saltLength });
  return `${text}.${signature.toString('base64url')}`;
}

const signInWith = (client_assertion: string) =>
  bench.signIn({
    client_secret: undefined,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion,
  });

test.each(['RS256', 'PS256'] as const)(
  'an assertion signed with a registered certificate (%s) gives a token',
  async (algorithm) => {
    const reply = await signInWith(assertion({ algorithm }));

    expect(reply.status).toBe(200);
    expect(reply.json.access_token).toEqual(expect.any(String));
  },
);

test.each<[string, () => Written, number, RegExp]>([
  ['by a certificate nobody registered', () => ({ by: stranger }), 700027, /The key was not found/],
  ['by a registered certificate that has ended', () => ({ by: expired }), 700027, /The key used is expired/],
  ['by another key than the certificate says', () => ({ key: stranger }), 700027, /did not match the expected signature/],
  ['for another endpoint', () => ({ claims: { aud: 'https://elsewhere.test/token' } }), 700023, /audience/],
  ['about another application', () => ({ claims: { sub: 'other', iss: 'other' } }), 700021, /identifier/],
  ['that has ended', () => ({ claims: { exp: Math.floor(Date.now() / 1000) - 86_400 } }), 700024, /time range/],
  ['that has not begun', () => ({ claims: { nbf: Math.floor(Date.now() / 1000) + 86_400 } }), 700024, /time range/],
])('an assertion %s is refused', async (_what, written, code, words) => {
  const reply = await signInWith(assertion(written()));

  expect(reply.status).toBe(401);
  expect(reply.json).toMatchObject({ error: 'invalid_client', error_codes: [code] });
  expect(reply.json.error_description).toMatch(words);
});

test('what is no assertion at all is refused as malformed', async () => {
  const reply = await signInWith('neither.here');

  expect([reply.status, reply.json.error_codes]).toEqual([400, [50027]]);
});
