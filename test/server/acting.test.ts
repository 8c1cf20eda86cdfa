import { openServer } from './desk.js';

it('names the one person of this machine, and the language of the browser', async () => {
  const server = await openServer();
  try {
    const response = await server.get('/api/me', { 'accept-language': 'de-DE,de;q=0.9,en;q=0.5' });

    expect(response.json()).toMatchObject({ actor: 'Kari', name: 'Kari', isDemo: false, demoUsers: [], locale: 'de-DE' });
  } finally {
    await server.close();
  }
});

it.each([
  ['nothing', undefined],
  ['anything', '*'],
  ['an unknown language', 'xx-nonsense'],
  ['no language at all', ';;;q=,'],
])('speaks English to a browser that asks for %s', async (_what, header) => {
  const server = await openServer();
  try {
    const response = await server.get('/api/me', header === undefined ? {} : { 'accept-language': header });

    expect(response.json()).toMatchObject({ locale: 'en' });
  } finally {
    await server.close();
  }
});

it('lets nobody become another person outside the demo', async () => {
  const server = await openServer();
  try {
    const response = await server.post('/api/me', { actor: 'Boss' });

    expect(response.statusCode).toBe(409);
    expect(response.json()).toMatchObject({ detail: 'Only the demo has users to switch between.' });
  } finally {
    await server.close();
  }
});

describe('the demo', () => {
  const demo = { kind: 'demo' as const, users: ['Kari (Finance)', 'Åse Ødegård'] };

  it('starts with the first user and switches to another, who then acts', async () => {
    const actors: string[] = [];
    const server = await openServer({ actor: demo, desk: { syncNow: async (actor) => void actors.push(actor) } });
    try {
      const first = await server.get('/api/me');
      const switched = await server.post('/api/me', { actor: 'Åse Ødegård' });
      const cookies = Object.fromEntries([...first.cookies, ...switched.cookies].map((cookie) => [cookie.name, cookie.value]));
      const headers = { 'x-csrf-token': first.json<{ csrfToken: string }>().csrfToken };

      const response = await server.app.inject({ method: 'POST', url: '/api/sync', cookies, headers });

      expect(first.json()).toMatchObject({ actor: 'Kari (Finance)', isDemo: true, demoUsers: demo.users });
      expect(switched.json()).toMatchObject({ actor: 'Åse Ødegård' });
      expect(switched.cookies.find((cookie) => cookie.name === 'bookledger_user')).toMatchObject({
        sameSite: 'Strict',
        httpOnly: true,
      });
      expect(response.statusCode).toBe(202);
      expect(actors).toEqual(['Åse Ødegård']);
    } finally {
      await server.close();
    }
  });

  it('knows only its own users, in a cookie as in a request', async () => {
    const server = await openServer({ actor: demo });
    try {
      const asked = await server.post('/api/me', { actor: 'Mallory' });
      const forged = await server.app.inject({ method: 'GET', url: '/api/me', cookies: { bookledger_user: 'Mallory' } });

      expect(asked.statusCode).toBe(422);
      expect(asked.json()).toMatchObject({ detail: expect.stringContaining('Choose one of: Kari (Finance), Åse Ødegård.') });
      expect(forged.json()).toMatchObject({ actor: 'Kari (Finance)' });
    } finally {
      await server.close();
    }
  });
});
