import fc from 'fast-check';
import { guarded } from '../../src/domain/spreadsheet.js';
import { exportColumnNames } from '../../src/server/export/columns.js';
import { readCsv } from './csv.js';
import { itemFacts } from './builders.js';
import { openServer, seedItem, seedItems, type TestServer } from './desk.js';
import { readWorkbook } from './workbook.js';

let server: TestServer;
beforeEach(async () => {
  server = await openServer();
});
afterEach(() => server.close());

describe('CSV', () => {
  it('has exactly the columns asked for, in their order, and the rows of the filter', async () => {
    await seedItem(server.store, { id: 'a' });
    await seedItem(server.store, { id: 'b', serviceName: 'Massage', startsAt: '2026-06-09T08:00:00.000Z' });
    await seedItem(server.store, { id: 'c' }, { sellTo: null });

    const response = await server.get(
      '/api/export?format=csv&columns=serviceName,startsAt,amount&locale=en&f.customerNumber=C10&sort=startsAt',
    );

    expect(response.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="bookings-not-invoiced-2026-06-15.csv"',
    });
    expect(readCsv(response.body, ',')).toEqual([
      ['Service', 'Start (Europe/Oslo)', 'Amount'],
      ['Massage', '2026-06-09 10:00', '450'],
      ['Haircut', '2026-06-10 10:00', '450'],
    ]);
  });

  it.each([
    ['en', ',', '-1234.5'],
    ['de', ';', '-1234,5'],
    ['nb-NO', ';', '-1234,5'],
    ['de-CH', ',', '-1234.5'],
  ])('suits a spreadsheet in %s', async (locale, separator, amount) => {
    await seedItem(server.store, {}, { amount: '-1234.5' });

    const response = await server.get(`/api/export?format=csv&columns=amount,customerName&locale=${locale}`);

    expect(readCsv(response.body, separator)[1]).toEqual([amount, 'Berg AS']);
  });

  it('keeps separators, quotes, line breaks, other scripts and emoji whole', async () => {
    const name = 'Ærlig "Ola", & sønner; שלום 🎉\nlinje 2';
    await seedItem(server.store, {}, { sellTo: { id: '1', number: 'C1', name } });

    const response = await server.get('/api/export?format=csv&columns=customerName,state&locale=nb');

    expect(readCsv(response.body, ';')[1]).toEqual([name, 'Ready']);
  });

  it.each(['=1+1', '+47 99', '-2', '@SUM(A1)', '\t=1', '\r=1'])(
    'never starts a text cell with what a spreadsheet would calculate: %j',
    async (name) => {
      await seedItem(server.store, {}, { sellTo: { id: '1', number: 'C1', name } });

      const response = await server.get('/api/export?format=csv&columns=customerName&locale=en');

      expect(readCsv(response.body, ',')[1]).toEqual([`'${name}`]);
    },
  );

  it('leaves no formula to find for a reader with another separator', async () => {
    await seedItem(server.store, {}, { sellTo: { id: '1', number: 'C1', name: 'a,=1+1;=2' } });

    const response = await server.get('/api/export?format=csv&columns=customerName&locale=de');

    expect(response.body).toContain('"a,=1+1;=2"');
  });

  it('changes nothing else in a text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const safe = guarded(text);

        expect(safe.replace(/^'(?=[=+\-@\t\r])/, '')).toBe(text);
        expect(safe).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });

  it('holds every row once, in the order of the list, however many reads it takes', async () => {
    const ids = Array.from({ length: 2_100 }, (_one, index) => `item-${String(index).padStart(4, '0')}`);
    await seedItems(
      server.store,
      ids.map((id) => itemFacts({ id })),
    );

    const response = await server.get('/api/export?format=csv&columns=id&locale=en&sort=-serviceName');

    const rows = readCsv(response.body, ',')
      .slice(1)
      .map(([id]) => id);
    expect(rows).toEqual([...ids].reverse());
  });

  it('is a heading alone when nothing matches', async () => {
    const response = await server.get('/api/export?format=csv&columns=customerName,amount&locale=en');

    expect(readCsv(response.body, ',')).toEqual([['Customer', 'Amount']]);
  });
});

describe('XLSX', () => {
  const sheetOf = async (query: string) => readWorkbook((await server.get(`/api/export?format=xlsx&${query}`)).rawPayload);

  it('holds real numbers and dates', async () => {
    await seedItem(server.store, {}, { amount: '1234.5' });

    const [heading, row] = await sheetOf('columns=customerName,amount,startsAt&locale=de');

    expect(heading!.map((cell) => cell.value)).toEqual(['Customer', 'Amount', 'Start (Europe/Oslo)']);
    expect(row).toEqual([
      { type: 's', value: 'Berg AS', formula: false, format: null },
      { type: 'n', value: '1234.5', formula: false, format: null },
      // 10:00 on 10 June 2026 in Oslo, in days since 1900 as Excel counts.
      { type: 'n', value: expect.stringMatching(/^46183\.41666/), formula: false, format: 'yyyy-mm-dd hh:mm' },
    ]);
  });

  it.each(['=1+1', '@SUM(A1)', '<b>&"x"</b>', 'Ærlig שלום 🎉', '_x0041_'])('keeps %s a text', async (name) => {
    await seedItem(server.store, {}, { sellTo: { id: '1', number: 'C1', name } });

    const [, row] = await sheetOf('columns=customerName');

    expect(row).toEqual([{ type: 's', value: name, formula: false, format: null }]);
  });

  it('opens although a text holds what XML cannot', async () => {
    await seedItem(server.store, {}, { sellTo: { id: '1', number: 'C1', name: 'a\u0000b\u001fc\ud800d' } });

    const [, row] = await sheetOf('columns=customerName');

    expect(row![0]!.value).toMatch(/^abc\ufffd?d$/);
  });
});

it('knows every column of the list', async () => {
  await seedItem(server.store);

  const response = await server.get(`/api/export?format=csv&locale=en&columns=${exportColumnNames.join(',')}`);

  const [heading, row] = readCsv(response.body, ',');
  expect(heading).toHaveLength(exportColumnNames.length);
  expect(new Set(heading).size).toBe(exportColumnNames.length);
  expect(row).toHaveLength(exportColumnNames.length);
});

it.each([
  'format=pdf&columns=amount',
  'format=csv',
  'format=csv&columns=',
  'format=csv&columns=amount,shoeSize',
  'format=csv&columns=amount&f.amount=x',
])('refuses %s', async (query) => {
  expect((await server.get(`/api/export?${query}`)).statusCode).toBe(400);
});
