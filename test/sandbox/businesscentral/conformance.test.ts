import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { emptyRecord } from '../../../sandbox/businesscentral/body.js';
import { entities } from '../../../sandbox/businesscentral/data/entities.js';
import { enumCaptions } from '../../../sandbox/businesscentral/data/enums.js';
import type { EntityDefinition, PropertyDefinition } from '../../../sandbox/businesscentral/data/notation.js';
import { jsonNumber } from '../../../sandbox/businesscentral/computed.js';
import { wireNameOf } from '../../../sandbox/businesscentral/wire.js';
import { draft, itemLine, startService, type Bench, type Json } from './support.js';

const here = dirname(fileURLToPath(import.meta.url));
const specs = join(here, '../../../../shared/specs/business-central');
// The contract files stand beside the repository on the machines that build it; elsewhere these tests show as skipped.
const whenSpecsAreThere = existsSync(specs) ? describe : describe.skip;
const read = (file: string): Json => JSON.parse(readFileSync(join(specs, file), 'utf8')) as Json;
const edmKinds: Record<string, string[]> = {
  'Edm.Guid': ['guid'],
  'Edm.String': ['code', 'text'],
  'Edm.Boolean': ['bool'],
  'Edm.Decimal': ['decimal'],
  'Edm.Int32': ['int'],
  'Edm.Int64': ['long'],
  'Edm.Date': ['date'],
  'Edm.DateTimeOffset': ['instant'],
  'Edm.Stream': ['stream'],
  Enum: ['enum'],
};
const notImitated = ['salesOrders.json', 'salesOrderLines.json'];

whenSpecsAreThere('data files against the contract', () => {
  const files = existsSync(specs)
    ? readdirSync(specs).filter(
        (file) => file.endsWith('.json') && !['error-codes.json', 'limits.json', ...notImitated].includes(file),
      )
    : [];

  test.each(files)('1, 2, 4: %s: names, types, lengths, editability, enumerations and defaults', (file) => {
    const spec = read(file);
    const entity = entities.get(spec['entitySet'] as string);

    expect(entity?.entityName).toBe(spec['entityName']);
    expect(entity?.key).toBe(spec['key']);
    expect(entity?.operations).toEqual({
      create: spec['operations'].create,
      read: spec['operations'].read,
      update: spec['operations'].update,
      remove: spec['operations'].delete,
    });
    expect(entity?.properties.map(({ name }) => name)).toEqual(spec['properties'].map(({ name }: Json) => name));
    for (const property of spec['properties'] as Json[]) compareProperty(entity!, property);
  });

  function compareProperty(entity: EntityDefinition, spec: Json): void {
    const property = entity.byName.get(spec['name'] as string)!;
    const said = `${entity.entitySet}.${property.name}`;
    expect([said, edmKinds[spec['type'] as string]]).toEqual([said, expect.arrayContaining([property.kind])]);
    expect([said, property.maxLength]).toEqual([said, spec['maxLength'] ?? undefined]);
    expect([said, property.editable]).toEqual([said, spec['editable']]);
    expect([said, property.settableOnCreate]).toEqual([said, spec['settableOnCreate'] !== undefined]);
    expect([said, property.required]).toEqual([said, !spec['nullable']]);
    if (String(spec['al']?.type ?? '').startsWith('Code')) expect([said, property.kind]).toEqual([said, 'code']);
    if (spec['enum']) expect([said, enumCaptions[property.enumName!].map(wireNameOf)]).toEqual([said, spec['enum']]);
    compareDefault(said, entity, property, spec['default']);
  }

  function compareDefault(said: string, entity: EntityDefinition, property: PropertyDefinition, expected: unknown): void {
    if (expected === null || expected === undefined || property.kind === 'stream' || property.kind === 'instant') return;
    const value = emptyRecord(entity)[property.name];
    expect([said, property.kind === 'decimal' ? jsonNumber(value) : value]).toEqual([said, expected]);
  }
});

whenSpecsAreThere('answers against the contract', () => {
  let bench: Bench;

  beforeAll(() => {
    bench = startService();
  });

  afterAll(() => bench.service.close());

  const propertiesOf = (entitySet: string) =>
    (read(`${entitySet}.json`)['properties'] as Json[])
      .filter(({ type }) => type !== 'Edm.Stream')
      .map(({ name }) => name as string);
  const shown = (row: Json) => Object.keys(row).filter((name) => !name.includes('@odata'));

  test.each([
    'customers',
    'contacts',
    'items',
    'salesInvoices',
    'customerFinancialDetails',
    'companyInformation',
    'generalLedgerSetup',
    'currencies',
    'paymentTerms',
    'paymentMethods',
    'shipmentMethods',
    'unitsOfMeasure',
    'taxAreas',
    'taxGroups',
    'generalProductPostingGroups',
    'inventoryPostingGroups',
    'countriesRegions',
    'salespeoplePurchasers',
    'dimensions',
    'dimensionValues',
    'accounts',
    'locations',
    'itemCategories',
    'disputeStatus',
    'customerContacts',
    'customerPaymentJournals',
  ])('a listed row of %s has exactly the properties of the contract, none of them null', async (entitySet) => {
    const reply = await bench.fjord('GET', entitySet);

    const rows = reply.body.value as Json[];
    expect(reply.status).toBe(200);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect(shown(row)).toEqual(propertiesOf(entitySet));
      expect(Object.values(row)).not.toContain(null);
      expect(Object.values(row)).not.toContain(undefined);
    }
  });

  test('a row of companies has no ETag', async () => {
    const reply = await bench.call('GET', 'companies');

    expect(Object.keys(reply.body.value[0])).toEqual(propertiesOf('companies'));
  });

  test.each(readRecorded())(
    'the recorded answer %s has the same properties in the same order',
    async (_file, entitySet, recorded) => {
      const invoice = await draft(bench, { salesInvoiceLines: [itemLine()] });
      const path = entitySet === 'salesInvoiceLines' ? `salesInvoices(${invoice['id']})/salesInvoiceLines` : entitySet;

      const reply = await bench.fjord('GET', path);

      expect(Object.keys(reply.body.value[0])).toEqual(recorded);
    },
  );

  function readRecorded(): [file: string, entitySet: string, properties: string[]][] {
    if (!existsSync(specs)) return [['none', 'customers', []]];
    const recordings: [string, string][] = [
      ['wire-customers-page.json', 'customers'],
      ['wire-contacts-create.json', 'contacts'],
      ['wire-salesInvoices-create-with-lines.json', 'salesInvoices'],
      ['wire-salesInvoiceLines-list.json', 'salesInvoiceLines'],
    ];
    return recordings.map(([file, entitySet]) => {
      const body = read(`examples/${file}`)['response'].body as Json;
      const row = (body['value']?.[0] ?? body) as Json;
      return [file, entitySet, Object.keys(row).filter((name) => name !== '@odata.context')];
    });
  }
});
