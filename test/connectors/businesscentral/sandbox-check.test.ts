import { draftFor, startSandboxTarget, type SandboxTarget } from './sandbox-target.js';

let on: SandboxTarget;
beforeAll(async () => {
  on = await startSandboxTarget({ now: '2026-06-01T08:00:00.000Z' });
});
afterAll(() => on.stop());
beforeEach(() => {
  on.sandbox.control.clearFaults();
  on.sandbox.control.clearCounters();
});

describe('check', () => {
  const needs = () => ({
    companyIds: [on.fjord, on.hudson],
    createCustomers: true,
    createItems: true,
    itemNumbers: new Map([[on.fjord, ['S-MASSAGE', 'S-CLOSED', '1000', 'S-NONE']]]),
    currencies: new Map([[on.hudson, ['USD', 'EUR', 'XXX']]]),
  });
  const resultsOf = async () => new Map((await on.target.check(needs())).map(({ subject, result }) => [subject, result]));

  test('names what is missing and changes nothing', async () => {
    const before = on.sandbox.businessCentral.control.state();

    const results = await resultsOf();

    expect(on.sandbox.businessCentral.control.state()).toEqual(before);
    const bad = [...results].filter(([, result]) => result === 'failed').map(([subject]) => subject.replace(/ in .*/, ''));
    expect(bad).toEqual(['Item S-CLOSED', 'Item 1000', 'Item S-NONE', 'Currency XXX']);
    expect([...results].filter(([subject]) => /^(Read|Create|See)/.test(subject)).every(([, result]) => result === 'ok')).toBe(
      true,
    );
  });

  test('cannot prove that posted invoices are visible when they are hidden', async () => {
    const released = await on.target.createDraft(await draftFor(on, 'anna@x.test', 'S-MASSAGE'));
    on.sandbox.businessCentral.control.release({ invoiceId: released.id });
    on.sandbox.businessCentral.control.hidePostedInvoices({ hidden: true });

    const results = await resultsOf();
    const seen = await on.target.seesPostedInvoices(on.fjord);
    on.sandbox.businessCentral.control.hidePostedInvoices({ hidden: false });

    expect([...results].filter(([subject]) => subject.startsWith('See posted')).map(([, result]) => result)).toEqual([
      'unproven',
      'unproven',
    ]);
    expect(seen).toBe(false);
    expect(await on.target.seesPostedInvoices(on.fjord)).toBe(true);
  });

  test('finds a right that the application lacks', async () => {
    on.sandbox.businessCentral.control.settings({ denied: ['write customers', 'read items'] });

    const results = await resultsOf();
    on.sandbox.businessCentral.control.settings({ denied: [] });

    const bad = [...results]
      .filter(([subject, result]) => result === 'failed' && /^(Read|Create)/.test(subject))
      .map(([subject]) => subject.split(' ').slice(0, 2).join(' '));
    expect(bad).toEqual(['Read items', 'Create customers', 'Read items', 'Create customers']);
  });
});
