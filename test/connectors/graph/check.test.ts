import type { CheckFinding } from '../../../src/domain/check.js';
import type { FaultAction } from '../../../sandbox/contract.js';
import { createGraphBookings } from '../../../src/connectors/graph/index.js';
import { createRemoteHost } from '../../../src/connectors/http/host.js';
import { sandboxLimits, sandboxTokens, startGraphRig, type GraphRig } from '../sandbox.js';

const salon = 'salon@fjord.test';

let rig: GraphRig;

beforeAll(async () => {
  rig = await startGraphRig({ now: '2026-03-04T09:00:00.000Z' }, { retries: 0 });
});
afterAll(() => rig.stop());
afterEach(() => rig.sandbox.control.clearFaults());

function refuse(pattern: string, action: FaultAction = { kind: 'forbidden' }): void {
  rig.sandbox.control.addFault({ system: 'graph', pattern, times: null, action });
}

function finding(findings: CheckFinding[], subject: string): CheckFinding {
  const found = findings.find((one) => one.subject.startsWith(subject));
  if (!found) throw new Error(`No finding "${subject}" among ${findings.map((one) => one.subject).join(', ')}`);
  return found;
}

describe('check', () => {
  it('finds everything in order, and says that lists leave the attendees out', async () => {
    const findings = await rig.source.check([salon]);

    expect(findings.map(({ result, fix }) => `${result}${fix}`)).toEqual(findings.map(() => 'ok'));
    expect(findings.map(({ area }) => area)).toEqual(['Sign-in', ...findings.slice(1).map(() => 'Bookings')]);
    expect(finding(findings, 'Read the calendar').detail).toContain('read one by one');
    expect(finding(findings, 'Know the currency').detail).toContain('EUR');
  });

  it('changes nothing', async () => {
    rig.sandbox.control.clearCounters();

    await rig.source.check([salon]);

    const routes = Object.keys(rig.sandbox.control.counters().routes['graph'] ?? {});
    expect(routes.length).toBeGreaterThan(5);
    expect(routes.filter((route) => !route.startsWith('GET '))).toEqual([]);
  });

  it('says what to configure for a business without currency and zone', async () => {
    const findings = await rig.source.check(['popup@nowhere.test']);

    expect(finding(findings, 'Know the currency')).toMatchObject({
      result: 'warning',
      fix: expect.stringContaining('Configure the currency') as string,
    });
    expect(finding(findings, 'Know the time zone')).toMatchObject({
      result: 'warning',
      fix: expect.stringContaining('Configure the time zone') as string,
    });
  });

  it('offers near names for a wrong mailbox, and leaves the rest unproven', async () => {
    const findings = await rig.source.check(['saloon@fjord.test']);

    expect(finding(findings, 'Read the business')).toMatchObject({
      result: 'failed',
      fix: 'Did you mean salon@fjord.test (Fjord Wellness)?',
    });
    expect(findings.filter(({ result }) => result === 'unproven')).toHaveLength(3);
  });

  test.each([
    ['Read services', '/services'],
    ['Read customers', '/customers'],
    ['Read the calendar', '/calendarView'],
    ['Read one appointment', '/appointments/'],
    ['Read the business', 'bookingBusinesses/salon%40fjord.test\\?'],
  ])('%s: a refusal names both permissions, and hides none of the others', async (subject, pattern) => {
    refuse(pattern);

    const findings = await rig.source.check([salon]);

    const { result, fix } = finding(findings, subject);
    expect(result).toBe('failed');
    expect(fix).toMatch(/Bookings\.Read\.All.*BookingsAppointment\.ReadWrite\.All/);
    expect(findings.filter((one) => one.result === 'failed')).toHaveLength(1);
  });

  it('only warns when the list of all businesses is refused', async () => {
    refuse('bookingBusinesses\\?');

    const findings = await rig.source.check([salon]);

    expect(finding(findings, 'List the businesses')).toMatchObject({
      result: 'warning',
      fix: expect.stringContaining('Bookings.Read.All') as string,
    });
    expect(findings.filter(({ result }) => result === 'failed')).toEqual([]);
  });

  it('tells a token nobody accepts from a missing permission', async () => {
    refuse('services', { kind: 'expiredToken' });

    const findings = await rig.source.check([salon]);

    expect(finding(findings, 'Read services').fix).toContain('same cloud');
  });

  it('says so when an appointment in the calendar cannot be read by its id', async () => {
    refuse('/appointments/', { kind: 'status', status: 404 });

    const findings = await rig.source.check([salon]);

    expect(finding(findings, 'Read one appointment')).toMatchObject({
      result: 'warning',
      detail: expect.stringContaining('absent') as string,
    });
  });

  it('names a wrong secret, and tries nothing else', async () => {
    const limits = sandboxLimits([], { retries: 0 });
    const tokens = sandboxTokens(rig.sandbox, rig.agent, {
      host: createRemoteHost({ system: 'sign-in', ...limits }),
      credential: { kind: 'secret', value: 'not the secret' },
    });
    const host = createRemoteHost({ system: 'bookings', ...limits });
    const source = createGraphBookings({ baseUrl: rig.sandbox.graphUrl, tokens, agent: rig.agent, host });
    rig.sandbox.control.clearCounters();

    const findings = await source.check([salon]);

    expect(findings.map(({ result }) => result)).toEqual(['failed', 'unproven']);
    expect(findings[0]).toMatchObject({ area: 'Sign-in', detail: expect.stringContaining('secret') as string });
    expect(findings[0]!.detail).not.toContain('not the secret');
    expect(rig.sandbox.control.counters().total.graph).toBe(0);
  });
});
