import { gzipSync } from 'node:zlib';
import nock from 'nock';
import { RemoteError } from '../../../src/domain/errors.js';
import { useNock } from '../nock.js';
import { appointmentBody, errorBody, pageBody } from './bodies.js';
import { business, businessPath, countingTokens, graphOrigin, sourceWith } from './source.js';

useNock();

const servicesPath = `${businessPath}/services`;
const bearer = (number: number) => ({ reqheaders: { authorization: `Bearer token-${number}` } });

describe('the token', () => {
  it('goes to the configured host, which need not be one the library knows', async () => {
    nock(graphOrigin, bearer(1)).get(servicesPath).reply(200, pageBody([]));

    await expect(sourceWith().listServices(business)).resolves.toEqual([]);
  });

  it('is renewed once after a 401', async () => {
    const tokens = countingTokens();
    nock(graphOrigin, bearer(1)).get(servicesPath).reply(401, errorBody('InvalidAuthenticationToken'));
    nock(graphOrigin, bearer(2)).get(servicesPath).reply(200, pageBody([]));

    await sourceWith({ tokens }).listServices(business);

    expect(tokens.renewed).toEqual(['token-1']);
  });

  it('is not renewed again when the new one is refused too', async () => {
    const tokens = countingTokens();
    nock(graphOrigin).get(servicesPath).times(2).reply(401, errorBody('InvalidAuthenticationToken'));

    await expect(sourceWith({ tokens }).listServices(business)).rejects.toMatchObject({
      status: 401,
      outcome: 'refused',
      needsAttention: true,
    });

    expect(tokens.renewed).toEqual(['token-1']);
  });

  it('passes a failed sign-in on as it is, before and after a 401', async () => {
    const failure = new RemoteError({ system: 'sign-in', outcome: 'refused', status: 401, message: 'The secret has expired.' });
    const refusing = async (): Promise<string> => Promise.reject(failure);
    nock(graphOrigin).get(servicesPath).reply(401, errorBody('InvalidAuthenticationToken'));

    await expect(sourceWith({ tokens: { token: refusing, renew: refusing } }).listServices(business)).rejects.toBe(failure);
    await expect(sourceWith({ tokens: { ...countingTokens(), renew: refusing } }).listServices(business)).rejects.toBe(failure);
  });
});

describe('what goes over the wire', () => {
  it('names itself and asks for JSON', async () => {
    nock(graphOrigin, {
      reqheaders: { accept: 'application/json', sdkversion: /^graph-js\//, 'client-request-id': /^[0-9a-f-]{36}$/ },
    })
      .get(servicesPath)
      .reply(200, pageBody([]));

    await expect(sourceWith().listServices(business)).resolves.toEqual([]);
  });

  it('keeps a base URL with a path of its own, with or without a slash at its end', async () => {
    for (const end of ['', '/']) {
      nock('https://proxy.test')
        .get('/graph/v1.0/solutions/bookingBusinesses/salon%40fjord.test/services')
        .reply(200, pageBody([]));

      await expect(sourceWith({ baseUrl: `https://proxy.test/graph/v1.0${end}` }).listServices(business)).resolves.toEqual([]);
    }
  });

  it('reads compressed answers', async () => {
    const zipped = gzipSync(JSON.stringify(pageBody([{ id: 's1', displayName: 'Smørrebrød 🥪' }])));
    nock(graphOrigin).get(servicesPath).reply(200, zipped, { 'content-encoding': 'gzip' });

    expect(await sourceWith().listServices(business)).toMatchObject([{ displayName: 'Smørrebrød 🥪' }]);
  });

  it('keeps tokens and addresses’ queries out of its errors', async () => {
    nock(graphOrigin)
      .get(servicesPath)
      .reply(403, errorBody('ErrorAccessDenied', 'No access with Bearer eyJhbGciOiJub25lIn0.e30.x'));

    const error: unknown = await sourceWith()
      .listServices(business)
      .catch((thrown: unknown) => thrown);

    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(/eyJ|token-1/);
  });

  it('does not follow a redirect', async () => {
    nock(graphOrigin).get(servicesPath).reply(302, '', { location: 'https://evil.test/' });

    await expect(sourceWith().listServices(business)).rejects.toMatchObject({ status: 302, outcome: 'refused' });
  });
});

describe('how many calls run at once', () => {
  it('keeps to the host’s limit over all methods', async () => {
    let running = 0;
    let peak = 0;
    const tokens = countingTokens();
    nock(graphOrigin)
      .get(/appointments/)
      .times(12)
      .reply(200, (_path, _body, respond: (error: null, result: unknown) => void) => {
        peak = Math.max(peak, ++running);
        setImmediate(() => {
          running -= 1;
          respond(null, appointmentBody());
        });
      });
    const source = sourceWith({ tokens }, { concurrency: 4 });

    await Promise.all(Array.from({ length: 12 }, (_, index) => source.findAppointment(business, `id-${index}`)));

    expect(peak).toBeLessThanOrEqual(4);
    expect(peak).toBeGreaterThan(1);
  });
});
