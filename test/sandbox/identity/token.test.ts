import { openBench, type Bench } from '../caller.js';

let bench: Bench;

beforeAll(async () => {
  bench = await openBench({ identity: { expiresInSeconds: 600 } });
});
afterAll(() => bench.close());
afterEach(() => {
  bench.sandbox.control.clearFaults();
  bench.sandbox.control.settings({ identity: { clientSecretState: 'accepted' } });
});

describe('the token endpoint', () => {
  it('gives a bearer token with the configured lifetime', async () => {
    const reply = await bench.signIn();

    expect(reply.status).toBe(200);
    expect(reply.json).toMatchObject({ token_type: 'Bearer', expires_in: 600, ext_expires_in: 600 });
    expect(reply.json.access_token.split('.')).toHaveLength(3);
  });

  it.each([
    ['a wrong secret', { client_secret: 'wrong' }, 401, 'invalid_client', 7000215],
    ['no credential', { client_secret: undefined }, 401, 'invalid_client', 7000218],
    ['an unknown client', { client_id: 'somebody-else' }, 400, 'unauthorized_client', 700016],
    ['a scope without .default', { scope: 'https://graph.microsoft.com/Bookings.Read.All' }, 400, 'invalid_scope', 1002012],
    ['an unknown resource', { scope: 'https://elsewhere.test/.default' }, 400, 'invalid_resource', 500011],
    ['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type', 70003],
  ])('refuses %s with its AADSTS code', async (_what, fields, status, error, code) => {
    const reply = await bench.signIn(fields);

    expect(reply.status).toBe(status);
    expect(reply.json).toMatchObject({ error, error_codes: [code] });
    expect(reply.json.error_description).toContain(`AADSTS${code}`);
  });

  it('says so when the secret has expired', async () => {
    bench.sandbox.control.settings({ identity: { clientSecretState: 'expired' } });

    const reply = await bench.signIn();

    expect(reply.json).toMatchObject({ error: 'invalid_client', error_codes: [7000222] });
  });

  it('refuses an unknown tenant', async () => {
    const origin = new URL(bench.sandbox.authorityUrl).origin;

    const reply = await bench.call(`${origin}/another-tenant/oauth2/v2.0/token`, { method: 'POST', body: '' });

    expect(reply.status).toBe(400);
    expect(reply.json.error_codes).toEqual([90002]);
  });

  it('describes itself in its OpenID metadata', async () => {
    const reply = await bench.call(`${bench.sandbox.authorityUrl}/v2.0/.well-known/openid-configuration`);

    expect(reply.json.token_endpoint).toBe(`${bench.sandbox.authorityUrl}/oauth2/v2.0/token`);
    expect(Object.keys(reply.json)).toEqual(expect.arrayContaining(['issuer', 'authorization_endpoint', 'jwks_uri']));
  });

  it('throttles with a proper body, or with an empty object where asked to', async () => {
    const { control } = bench.sandbox;
    control.addFault({ system: 'identity', action: { kind: 'status', status: 429, retryAfter: '0' } });
    control.addFault({ system: 'identity', action: { kind: 'status', status: 429, body: {} } });

    const proper = await bench.signIn();
    const empty = await bench.signIn();

    expect(proper.status).toBe(429);
    expect(proper.headers['retry-after']).toBe('0');
    expect(proper.json.error_description).toContain('AADSTS90055');
    expect([empty.status, empty.text]).toEqual([429, '{}']);
  });
});

describe('a token', () => {
  it('ends by the clock of the sandbox, and a new one works', async () => {
    const old = { headers: { authorization: `Bearer ${(await bench.signIn()).json.access_token}` } };
    const before = await bench.bookings('', old);

    bench.sandbox.clock.advance(600_000);
    const after = await bench.bookings('', old);
    const renewed = await bench.bookings('', {
      headers: { authorization: `Bearer ${(await bench.signIn()).json.access_token}` },
    });

    expect([before.status, after.status, renewed.status]).toEqual([200, 401, 200]);
    expect(after.json.error).toMatchObject({
      code: 'InvalidAuthenticationToken',
      message: 'Access token has expired or is not yet valid.',
    });
    expect(after.headers['www-authenticate']).toMatch(/^Bearer /);
  });

  it('for Business Central opens no bookings, and made-up ones open nothing', async () => {
    const other = (await bench.signIn({ scope: 'https://api.businesscentral.dynamics.com/.default' })).json.access_token;

    const wrongAudience = await bench.bookings('', { headers: { authorization: `Bearer ${other}` } });
    const madeUp = await bench.bookings('', { headers: { authorization: 'Bearer a.b.c' } });
    const none = await bench.bookings('', { headers: { authorization: '' } });

    expect([wrongAudience.status, madeUp.status, none.status]).toEqual([401, 401, 401]);
    expect(wrongAudience.json.error.message).toMatch(/audience/);
  });
});
