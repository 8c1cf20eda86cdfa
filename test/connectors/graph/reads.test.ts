import { jest } from '@jest/globals';
import nock from 'nock';
import { silentLog } from '../../../src/domain/log.js';
import { useNock } from '../nock.js';
import { appointmentBody, errorBody, pageBody } from './bodies.js';
import { business, businessPath, graphOrigin, sourceWith } from './source.js';

useNock();

const graph = () => nock(graphOrigin);
const id = 'AAMkADKnAAA=';
const path = `${businessPath}/appointments/AAMkADKnAAA%3D`;

describe('findAppointment', () => {
  it('finds one by its encoded id, attendees included', async () => {
    graph().get(path).reply(200, appointmentBody());

    const answer = await sourceWith().findAppointment(business, id);

    expect(answer).toMatchObject({ kind: 'found', appointment: { id, attendees: [{ email: 'jordanm@contoso.com' }] } });
  });

  it('keeps the id it asked by, however the answer spells it', async () => {
    graph()
      .get(path)
      .reply(200, appointmentBody({ id: 'AAMkADKnAAA_' }));

    expect(await sourceWith().findAppointment(business, id)).toMatchObject({ kind: 'found', appointment: { id } });
  });

  it('says absent for 404', async () => {
    graph().get(path).reply(404, errorBody('ErrorItemNotFound'));

    expect(await sourceWith().findAppointment(business, id)).toEqual({ kind: 'absent' });
  });

  test.each([['AAM/kAD='], ['/'], ['']])('asks nobody about %p: it does not fit into a path (fact 6)', async (unfit) => {
    expect(await sourceWith().findAppointment(business, unfit)).toEqual({ kind: 'unaddressable' });
  });

  test.each([
    ['BadRequest', "Resource not found for the segment '...'"],
    ['ErrorInvalidIdMalformed', 'Id is malformed.'],
  ])('says unaddressable when Graph cannot make out the id (%s)', async (code, message) => {
    graph().get(path).reply(400, errorBody(code, message));

    expect(await sourceWith().findAppointment(business, id)).toEqual({ kind: 'unaddressable' });
  });

  test.each([
    ['is cut', '{"id":"AAMkADKnAAA=","startDa'],
    ['is a page of HTML', '<html></html>'],
    ['has no start', JSON.stringify({ id })],
    ['is a list', '[]'],
    ['is empty', ''],
  ])('makes a body that %s a problem of this appointment', async (_what, body) => {
    graph().get(path).reply(200, body);

    expect(await sourceWith().findAppointment(business, id)).toMatchObject({
      kind: 'broken',
      problem: { code: 'reading-broken' },
    });
  });
});

describe('findBusiness', () => {
  it('reads the business', async () => {
    graph()
      .get(businessPath)
      .reply(200, {
        id: business,
        displayName: 'Fjord',
        defaultCurrencyIso: 'EUR',
        bookingPageSettings: { businessTimeZone: 'Europe/Copenhagen' },
      });

    expect(await sourceWith().findBusiness(business)).toEqual({
      id: business,
      displayName: 'Fjord',
      currency: 'EUR',
      timeZone: 'Europe/Copenhagen',
    });
  });

  it('has none for 404', async () => {
    graph().get(businessPath).reply(404, errorBody('ErrorItemNotFound'));

    expect(await sourceWith().findBusiness(business)).toBeNull();
  });

  test.each([['<html></html>'], ['[]'], ['{"displayName":7}']])('does not guess from %p', async (body) => {
    graph().get(businessPath).reply(200, body);

    await expect(sourceWith().findBusiness(business)).rejects.toMatchObject({ name: 'ContractError' });
  });
});

describe('listServices', () => {
  it('reads all pages, and leaves out and logs a service without an id', async () => {
    const warn = jest.fn();
    const link = `${graphOrigin}${businessPath}/services?$skip=2`;
    graph()
      .get(`${businessPath}/services`)
      .reply(200, pageBody([{ id: 's1', displayName: 'Massage' }, { displayName: 'No id' }], link));
    graph()
      .get(`${businessPath}/services?$skip=2`)
      .reply(200, pageBody([{ id: 's2', defaultPrice: 12.5, defaultPriceType: 'hourly' }]));

    const services = await sourceWith({ log: { ...silentLog, warn } }).listServices(business);

    expect(services.map((service) => service.id)).toEqual(['s1', 's2']);
    expect(services[1]).toMatchObject({ defaultPrice: 12.5, defaultPriceType: 'hourly' });
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it('throws when the answer is no list', async () => {
    graph().get(`${businessPath}/services`).reply(200, { error: 'none' });

    await expect(sourceWith().listServices(business)).rejects.toMatchObject({ name: 'ContractError' });
  });
});

describe('the error table for reads (design, section 5)', () => {
  test.each([
    [400, 'refused', 1],
    [403, 'refused', 1],
    [409, 'refused', 1],
    [422, 'refused', 1],
    [408, 'unknown', 2],
    [429, 'not-sent', 2],
    [500, 'unknown', 2],
    [502, 'unknown', 2],
    [503, 'unknown', 2],
    [504, 'unknown', 2],
  ])('%d is %s after %d attempt(s)', async (status, outcome, attempts) => {
    graph().get(path).times(attempts).reply(status, errorBody('SomeCode'), { 'request-id': 'r-7' });

    await expect(sourceWith().findAppointment(business, id)).rejects.toMatchObject({
      name: 'RemoteError',
      system: 'bookings',
      status,
      outcome,
      code: 'SomeCode',
      requestId: 'r-7',
    });
  });

  it('gives the answer of the second attempt after a passing fault', async () => {
    graph().get(path).reply(502, '<html>Bad gateway</html>', { 'content-type': 'text/html' });
    graph().get(path).reply(200, appointmentBody());

    expect(await sourceWith().findAppointment(business, id)).toMatchObject({ kind: 'found' });
  });

  it('is a timeout of unknown outcome when no answer comes in time', async () => {
    graph().get(path).delay(5_000).reply(200, appointmentBody());

    const source = sourceWith({}, { requestTimeoutMs: 20, retries: 0 });

    await expect(source.findAppointment(business, id)).rejects.toMatchObject({
      outcome: 'unknown',
      code: 'ETIMEDOUT',
      status: null,
    });
  });

  it('hands a wait of hours to the caller at once', async () => {
    graph().get(path).reply(429, errorBody('TooManyRequests'), { 'retry-after': '7200' });

    await expect(sourceWith().findAppointment(business, id)).rejects.toMatchObject({
      outcome: 'not-sent',
      retryAfterMs: 7_200_000,
    });
  });
});
