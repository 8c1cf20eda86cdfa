import { normaliseEmail } from '../../../src/domain/email.js';
import { startSandboxTarget, type SandboxTarget } from './sandbox-target.js';

let on: SandboxTarget;
beforeAll(async () => {
  on = await startSandboxTarget({ now: '2026-06-01T08:00:00.000Z' });
});
afterAll(() => on.stop());
beforeEach(() => {
  on.sandbox.control.clearFaults();
  on.sandbox.control.clearCounters();
});

describe('customers', () => {
  test('are found by card, by one of several addresses, by a person contact, or not at all; several are all told', async () => {
    const wanted = ['anna@x.test', 'b@x.test', 'shared@family.test', 'ida@nordlys.test', 'nobody@x.test'];

    const found = await on.target.findCustomersByEmail(on.fjord, wanted);

    expect(
      [...found].map(([email, matches]) => [email, matches.map(({ customer, foundBy }) => `${customer.name} by ${foundBy}`)]),
    ).toEqual([
      ['anna@x.test', ['Anna Karlsen by email']],
      ['b@x.test', ['Anders og Bodil Lund by email']],
      ['shared@family.test', ['Mette Holm by email', 'Peter Holm by email']],
      ['ida@nordlys.test', ['Nordlys ApS by contact']],
      ['nobody@x.test', []],
    ]);
  });

  test('200 unknown addresses cost two requests', async () => {
    const wanted = Array.from({ length: 200 }, (_, index) => `guest${index}@customers.example`);

    const found = await on.target.findCustomersByEmail(on.fjord, wanted);

    expect(found.size).toBe(200);
    expect(on.sandbox.control.counters().total.businessCentral).toBe(2);
  });

  test('are found whatever the capitals on the card', async () => {
    const created = await on.target.createCustomer(on.fjord, {
      displayName: 'Ola Ny',
      type: 'Person',
      email: 'Ola.NY@Example.test',
    });

    const found = await on.target.findCustomersByEmail(on.fjord, ['ola.ny@example.test']);

    expect(found.get('ola.ny@example.test')!.map(({ customer }) => customer.id)).toEqual([created.id]);
  });

  test('are found whichever way an international domain is written on the card', async () => {
    const created = await on.target.createCustomer(on.fjord, { displayName: 'Ole Ø', type: 'Person', email: 'ole@bådhus.test' });
    const wanted = normaliseEmail('ole@bådhus.test')!;

    const found = await on.target.findCustomersByEmail(on.fjord, [wanted]);

    expect(wanted).toMatch(/@xn--/);
    expect(found.get(wanted)!.map(({ customer }) => customer.id)).toEqual([created.id]);
  });

  test('tell blocks, types and currencies in our words', async () => {
    const found = await on.target.findCustomersByEmail(on.fjord, ['blocked@x.test', 'grace@brooklyn.test', 'office@acme.test']);

    expect(
      [...found.values()].map(([match]) => [match!.customer.type, match!.customer.blocked, match!.customer.currencyCode]),
    ).toEqual([
      ['person', 'all', 'EUR'],
      ['person', 'none', 'USD'],
      ['company', 'none', 'EUR'],
    ]);
  });

  test('are read by id and by number, and the missing ones are missing', async () => {
    const byNumber = await on.target.findCustomersByNumber(on.fjord, ['c00010', 'C99999']);
    const id = byNumber.get('c00010')!.id;

    const byId = await on.target.readCustomers(on.fjord, [id, '99999999-9999-4999-8999-999999999999']);

    expect([...byNumber.keys()]).toEqual(['c00010']);
    expect([...byId].map(([key, { name }]) => [key === id, name])).toEqual([[true, 'Anna Karlsen']]);
  });

  test('are found by a person typing part of a name, whatever the capitals', async () => {
    expect((await on.target.searchCustomers(on.fjord, 'holm', 10)).map(({ name }) => name)).toEqual(['Mette Holm', 'Peter Holm']);
    expect((await on.target.searchCustomers(on.fjord, 'holm', 1)).length).toBe(1);
  });
});

describe('items', () => {
  test('are found by number, by exact name and by part of a name', async () => {
    const byNumber = await on.target.findItemsByNumber(on.fjord, ['S-CLOSED', '1000', 'S-NONE']);

    expect([...byNumber.values()].map(({ number, type, blocked }) => [number, type, blocked])).toEqual(
      expect.arrayContaining([
        ['S-CLOSED', 'service', true],
        ['1000', 'inventory', false],
      ]),
    );
    expect((await on.target.findItemsByName(on.fjord, 'Facial treatment')).map(({ number }) => number)).toEqual(['S-FACIAL']);
    expect(await on.target.findItemsByName(on.fjord, 'facial treatment')).toEqual([]);
    expect((await on.target.searchItems(on.fjord, 'massage', 5)).length).toBe(2);
  });

  test('are created as services', async () => {
    const fields = { number: 'S-NEW', displayName: 'Reflexology', type: 'Service', baseUnitOfMeasureCode: 'HOUR', unitPrice: 60 };

    expect(await on.target.createItem(on.fjord, fields)).toMatchObject({
      number: 'S-NEW',
      type: 'service',
      unitOfMeasureCode: 'HOUR',
    });
  });
});
