import { Agent } from 'node:https';
import nock from 'nock';
import { createRemoteHost } from '../../../src/connectors/http/host.js';
import { createTokenSource, type TokenSource, type TokenSourceOptions } from '../../../src/connectors/http/token.js';
import { selfSigned } from '../certificates.js';
import { useNock } from '../nock.js';
import { sandboxLimits } from '../sandbox.js';

useNock();

const tenant = 'contoso.test';
const origin = 'https://login.test';

function rig(options: Partial<TokenSourceOptions> = {}): { tokens: TokenSource; slept: number[]; advance: (ms: number) => void } {
  const slept: number[] = [];
  let nowMs = Date.now();
  const tokens = createTokenSource({
    authority: origin,
    knownAuthorities: [],
    tenantId: tenant,
    clientId: 'client-1',
    credential: { kind: 'secret', value: 'hush-hush' },
    scope: 'https://graph.test/.default',
    agent: new Agent({ keepAlive: false }),
    host: createRemoteHost({ system: 'sign-in', ...sandboxLimits(slept) }),
    renewBeforeMs: 300_000,
    nowMs: () => nowMs,
    ...options,
  });
  return { tokens, slept, advance: (ms) => (nowMs += ms) };
}

function metadata(): void {
  const root = `${origin}/${tenant}`;
  nock(origin)
    .get(/openid-configuration/)
    .reply(200, {
      issuer: `${root}/v2.0`,
      authorization_endpoint: `${root}/authorize`,
      token_endpoint: `${root}/token`,
      jwks_uri: `${root}/keys`,
    });
}

function tokenAnswer(status: number, body: unknown, headers: Record<string, string> = {}, times = 1): void {
  nock(origin)
    .post(new RegExp(`^/${tenant}/token`))
    .times(times)
    .reply(status, body as nock.Body, headers);
}

const token = (value: string, expiresIn = 3600) => ({ token_type: 'Bearer', expires_in: expiresIn, access_token: value });
const refusal = (number: string, error = 'invalid_client', text = 'Said at length.') => ({
  error,
  error_description: `${number}: ${text} Trace ID: t`,
});

describe('token', () => {
  it('shares one request between calls at the same time, and none after it', async () => {
    metadata();
    tokenAnswer(200, token('first'));
    const { tokens } = rig();

    const together = await Promise.all(Array.from({ length: 5 }, () => tokens.token()));
    const later = await tokens.token();

    expect([...together, later]).toEqual(Array.from({ length: 6 }, () => 'first'));
  });

  it.each([
    [3600, 3_600_000 - 300_000],
    [100, 80_000],
  ])('asks anew before a token of %d s ends', async (expiresIn, usableMs) => {
    metadata();
    tokenAnswer(200, token('first', expiresIn));
    tokenAnswer(200, token('second'));
    const { tokens, advance } = rig();
    await tokens.token();

    // MSAL counts the life in whole seconds of the machine's clock.
    advance(usableMs - 2_000);
    const early = await tokens.token();
    advance(4_000);
    const late = await tokens.token();

    expect([early, late]).toEqual(['first', 'second']);
  });

  it('asks anew as long before the end as is configured', async () => {
    metadata();
    tokenAnswer(200, token('first'));
    tokenAnswer(200, token('second'));
    const { tokens, advance } = rig({ renewBeforeMs: 60_000 });
    await tokens.token();

    advance(3_530_000);
    const early = await tokens.token();
    advance(20_000);
    const late = await tokens.token();

    expect([early, late]).toEqual(['first', 'second']);
  });

  it('refuses an empty token', async () => {
    metadata();
    tokenAnswer(200, token(''));

    await expect(rig().tokens.token()).rejects.toMatchObject({ name: 'ContractError', system: 'sign-in' });
  });

  it('waits as long as the sign-in asks, and then really asks again', async () => {
    metadata();
    tokenAnswer(429, {}, { 'retry-after': '7' });
    tokenAnswer(200, token('first'));
    const { tokens, slept } = rig();

    expect(await tokens.token()).toBe('first');

    expect(slept.reduce((sum, ms) => sum + ms, 0)).toBe(7_000);
  });

  it('outlives a page of HTML', async () => {
    metadata();
    tokenAnswer(502, '<html></html>');
    tokenAnswer(200, token('first'));

    expect(await rig().tokens.token()).toBe('first');
  });

  it('says what it knew when the sign-in stays away', async () => {
    metadata();
    tokenAnswer(503, '<html></html>', {}, 4);

    await expect(rig().tokens.token()).rejects.toMatchObject({
      name: 'RemoteError',
      system: 'sign-in',
      status: 503,
      outcome: 'unknown',
    });
  });

  it('asks again after a failure', async () => {
    metadata();
    tokenAnswer(401, refusal('AADSTS7000215'));
    tokenAnswer(200, token('first'));
    const { tokens } = rig();
    await tokens.token().catch(() => undefined);

    expect(await tokens.token()).toBe('first');
  });
});

describe('renew', () => {
  it('asks once for all calls whose token was refused, and not for one that came late', async () => {
    metadata();
    tokenAnswer(200, token('first'));
    tokenAnswer(200, token('second'));
    const { tokens } = rig();
    const refused = await tokens.token();

    const together = await Promise.all([tokens.renew(refused), tokens.renew(refused)]);
    const late = await tokens.renew(refused);

    expect([...together, late]).toEqual(['second', 'second', 'second']);
  });

  it('always asks when nobody says which token was refused', async () => {
    metadata();
    tokenAnswer(200, token('first'));
    tokenAnswer(200, token('second'));
    const { tokens } = rig();
    await tokens.token();

    expect(await tokens.renew()).toBe('second');
  });
});

describe('a refused sign-in says the cause and the fix', () => {
  test.each([
    ['AADSTS7000215', 401, 'secret of application client-1 is wrong'],
    ['AADSTS7000222', 401, 'has expired'],
    ['AADSTS700016', 400, 'contoso.test has no application client-1'],
    ['AADSTS700027', 401, 'certificate'],
    ['AADSTS700024', 401, 'Set the clock of this machine.'],
    ['AADSTS500011', 400, 'https://graph.test/.default'],
  ])('%s (%d)', async (number, status, words) => {
    metadata();
    tokenAnswer(status, refusal(number));

    const failure: unknown = await rig()
      .tokens.token()
      .catch((error: unknown) => error);

    expect(failure).toMatchObject({
      name: 'RemoteError',
      system: 'sign-in',
      outcome: 'refused',
      code: number,
      needsAttention: true,
    });
    expect(String(failure)).toContain(words);
    expect(String(failure)).not.toContain('hush-hush');
  });

  it('AADSTS700027 for a certificate that has ended', async () => {
    metadata();
    tokenAnswer(401, refusal('AADSTS700027', 'invalid_client', '[Reason - The key used is expired., Thumbprint …]'));

    await expect(rig().tokens.token()).rejects.toThrow('The certificate of application client-1 has expired.');
  });

  it('AADSTS90002, told by the metadata', async () => {
    nock(origin)
      .get(/openid-configuration/)
      .reply(400, { error: 'invalid_tenant', error_description: "AADSTS90002: Tenant 'contoso.test' not found." });

    await expect(rig().tokens.token()).rejects.toMatchObject({
      outcome: 'refused',
      code: 'AADSTS90002',
      message: expect.stringContaining('no tenant contoso.test') as string,
    });
  });

  it('a number nobody listed, in Microsoft’s own words', async () => {
    metadata();
    tokenAnswer(400, refusal('AADSTS99999', 'invalid_request'));

    await expect(rig().tokens.token()).rejects.toMatchObject({
      code: 'AADSTS99999',
      message: expect.stringContaining('Said at length') as string,
    });
  });
});

describe('a certificate', () => {
  it('signs an assertion that names its SHA-256 thumbprint', async () => {
    const { certificatePem, privateKeyPem, thumbprint } = await selfSigned();
    let assertion = '';
    metadata();
    nock(origin)
      .post(/token/, (body: Record<string, string>) => {
        assertion = body['client_assertion'] ?? '';
        return true;
      })
      .reply(200, token('by certificate'));

    const { tokens } = rig({ credential: { kind: 'certificate', privateKeyPem, certificatePem } });

    expect(await tokens.token()).toBe('by certificate');
    const header = JSON.parse(Buffer.from(assertion.split('.')[0]!, 'base64url').toString()) as Record<string, unknown>;
    expect(header['x5t#S256']).toBe(thumbprint);
  });

  it('that is none is a fault of the configuration', () => {
    const credential = { kind: 'certificate', privateKeyPem: 'x', certificatePem: 'y' } as const;

    expect(() => rig({ credential })).toThrow(expect.objectContaining({ name: 'ConfigurationError' }));
  });
});
