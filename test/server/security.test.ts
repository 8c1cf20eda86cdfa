import { isLoopback, mayListenOn } from '../../src/server/actor.js';
import { openServer, type TestServer } from './desk.js';

let server: TestServer;
beforeEach(async () => {
  server = await openServer();
});
afterEach(() => server.close());

describe('a change', () => {
  it('is refused without the token of a page', async () => {
    const response = await server.app.inject({ method: 'POST', url: '/api/sync' });

    expect(response.statusCode).toBe(403);
    expect(response.json()).toMatchObject({ code: 'csrf', detail: 'The page has expired. Reload it and try again.' });
  });

  it('is refused with a token that belongs to another cookie', async () => {
    const mine = await server.get('/api/me');
    const theirs = await server.get('/api/me');

    const response = await server.app.inject({
      method: 'POST',
      url: '/api/sync',
      cookies: { _csrf: mine.cookies[0]!.value },
      headers: { 'x-csrf-token': theirs.json<{ csrfToken: string }>().csrfToken },
    });

    expect(response.statusCode).toBe(403);
  });

  it('is refused when the token comes in the body, as a foreign form would send it', async () => {
    const me = await server.get('/api/me');

    const response = await server.app.inject({
      method: 'POST',
      url: '/api/items/totals',
      cookies: { _csrf: me.cookies[0]!.value },
      payload: { ids: [], _csrf: me.json<{ csrfToken: string }>().csrfToken },
    });

    expect(response.statusCode).toBe(403);
  });

  it('is refused when it is larger than the limit', async () => {
    const response = await server.post('/api/items/totals', { ids: ['x'.repeat(1_100_000)] });

    expect(response.statusCode).toBe(413);
    expect(response.json()).toMatchObject({ code: 'too-large' });
  });

  it.each([
    ['not JSON', '{', 'application/json', 400],
    ['of another type', '<a/>', 'text/xml', 415],
  ])('is refused when it is %s', async (_what, payload, type, status) => {
    const me = await server.get('/api/me');

    const response = await server.app.inject({
      method: 'POST',
      url: '/api/items/totals',
      cookies: { _csrf: me.cookies[0]!.value },
      headers: { 'x-csrf-token': me.json<{ csrfToken: string }>().csrfToken, 'content-type': type },
      payload,
    });

    expect(response.statusCode).toBe(status);
    expect(response.headers['content-type']).toContain('application/problem+json');
  });
});

it('sends cookies no other site and no script can use', async () => {
  const me = await server.get('/api/me');

  expect(me.cookies).toEqual([expect.objectContaining({ name: '_csrf', httpOnly: true, sameSite: 'Strict', path: '/' })]);
});

it('marks cookies as secure behind HTTPS, and asks browsers to stay there', async () => {
  const secure = await openServer({ secureCookies: true });
  try {
    const me = await secure.get('/api/me');

    expect(me.cookies).toEqual([expect.objectContaining({ secure: true })]);
    expect(me.headers['strict-transport-security']).toContain('max-age=31536000');
  } finally {
    await secure.close();
  }
});

it('lets a page run our scripts only, and be framed by nobody', async () => {
  const { headers } = await server.get('/api/me');

  const policy = new Map(
    String(headers['content-security-policy'])
      .split(';')
      .map((part) => [part.split(' ')[0], part]),
  );
  expect(policy.get('default-src')).toBe("default-src 'self'");
  expect(policy.get('script-src')).toBe("script-src 'self'");
  expect(policy.get('style-src')).toBe("style-src 'self' 'unsafe-inline'");
  expect(policy.get('frame-ancestors')).toBe("frame-ancestors 'none'");
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  expect(headers['strict-transport-security']).toBeUndefined();
  expect(headers['x-powered-by']).toBeUndefined();
});

it('slows down whoever asks too often, and says when to come back', async () => {
  const slow = await openServer({ limits: { requestsPerMinute: 2 } });
  try {
    await slow.get('/api/me');
    await slow.get('/api/me');

    const third = await slow.get('/api/me');
    const health = await slow.get('/livez');
    const nothing = await slow.get('/nothing');

    expect(third.statusCode).toBe(429);
    expect(Number(third.headers['retry-after'])).toBeGreaterThan(0);
    expect(third.json()).toMatchObject({
      code: 'rate-limit',
      detail: expect.stringMatching(/^Too many requests. Try again in \d+ seconds.$/),
    });
    expect(health.statusCode).toBe(200);
    expect(nothing.statusCode).toBe(429);
  } finally {
    await slow.close();
  }
});

it.each(['evil.test', 'evil.test:8080', '192.168.1.5', 'localhost.evil.test'])(
  'does not answer under the name %s',
  async (host) => {
    const response = await server.get('/api/me', { host });

    expect(response.statusCode).toBe(403);
    expect(response.json()).toMatchObject({ code: 'foreign-host' });
  },
);

it.each(['localhost', 'localhost:8080', '127.0.0.1:8080', '[::1]:8080'])('answers under the name %s', async (host) => {
  expect((await server.get('/api/me', { host })).statusCode).toBe(200);
});

describe('listening', () => {
  it.each(['127.0.0.1', 'localhost', '::1', '127.8.0.1'])('is allowed on %s without sign-in', (host) => {
    expect(mayListenOn(host, false)).toMatchObject({ allowed: true });
    expect(isLoopback(host)).toBe(true);
  });

  it.each(['0.0.0.0', '::', '', '10.0.0.4', 'desk.fjord.test', '127.0.0.1.evil.test'])(
    'is refused on "%s" without sign-in',
    (host) => {
      const answer = mayListenOn(host, false);

      expect(answer.allowed).toBe(false);
      expect(answer.explanation).toContain('sign-in is not configured');
    },
  );

  it('is allowed anywhere once people sign in', () => {
    expect(mayListenOn('0.0.0.0', true).allowed).toBe(true);
  });
});
