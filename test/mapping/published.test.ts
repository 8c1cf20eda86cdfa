import { readdirSync, readFileSync } from 'node:fs';
import { items as bcItems, customers as bcCustomers } from '../../sandbox/businesscentral/data/masters.js';
import { salesInvoices } from '../../sandbox/businesscentral/data/sales.js';
import type { EntityDefinition } from '../../sandbox/businesscentral/data/notation.js';
import { liquidFilters, ownFilters } from '../../src/mapping/filters.js';
import { templateReference } from '../../src/mapping/help.js';
import { customerLimits, headerLimits, itemLimits, type FieldLimits } from '../../src/mapping/limits.js';
import { describePrice, previewTemplates, validateTemplates } from '../../src/mapping/preview.js';
import { loadRules } from '../../src/mapping/rules.js';
import { rulesJsonSchema } from '../../src/mapping/schema.js';
import { variables } from '../../src/mapping/variables.js';
import { undecided } from '../../src/domain/item.js';
import { flatten, rulesWith } from './builders.js';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const sources = () =>
  readdirSync(new URL('../../config/templates', import.meta.url))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => ({ file, text: read(`config/templates/${file}`) }));

describe('default templates', () => {
  test('have no faults and make a complete draft for every business', () => {
    expect(validateTemplates(sources())).toEqual([]);
    const previews = previewTemplates(loadRules(sources()));

    expect(previews.map((preview) => preview.businessId)).toEqual([
      'salon@fjord.test',
      'studio@hudson.test',
      'popup@nowhere.test',
    ]);
    for (const preview of previews) {
      expect(preview.customer).toMatchObject({ fields: { displayName: 'Anna Sørensen', type: 'Person', country: 'DK' } });
      expect(preview.item).toMatchObject({ fields: { type: 'Service', baseUnitOfMeasureCode: 'PCS' } });
      expect(preview.invoice).toMatchObject({
        purchaseOrderReference: '(PO number)',
        lines: [{ description: 'Swedish massage, 2026-06-01 14:30', quantity: '1', unitPrice: '85' }],
      });
    }
  });

  test('a preview says what is wrong instead of showing half a draft', () => {
    const rules = rulesWith('invoice: { comments: ["{{ customer.name | date: \'d\' }}"] }');

    expect(previewTemplates(rules)[0]!.invoice).toMatchObject({ problems: [{ code: 'template' }] });
  });
});

describe('published tables', () => {
  // To write it anew: the output of rulesJsonSchema() as JSON, then `npx prettier --write config/templates/schema.json`.
  test('config/templates/schema.json is the schema the program uses', () => {
    expect(JSON.parse(read('config/templates/schema.json'))).toEqual(JSON.parse(JSON.stringify(rulesJsonSchema())));
  });

  // To write it anew: the output of templateReference() between the marks, then `npx prettier --write docs/templates.md`.
  test('docs/templates.md holds the reference the program uses', () => {
    const [, between] = /<!-- reference:begin -->([\s\S]*)<!-- reference:end -->/.exec(read('docs/templates.md'))!;
    const unpadded = (text: string): string => text.replace(/ +/g, ' ').replace(/-{3,}/g, '---').trim();

    expect(unpadded(between!)).toBe(unpadded(templateReference()));
  });

  test('every variable and filter has a sentence', () => {
    const sentences = [
      ...Object.values(variables).map((variable) => variable.sentence),
      ...Object.values(ownFilters).map((filter) => filter.sentence),
      ...Object.values(liquidFilters),
    ];

    expect(sentences.filter((sentence) => !/^.{10,}\.$/.test(sentence))).toEqual([]);
  });

  test('every variable can be printed where the table says', () => {
    const all = (kind: string): string =>
      Object.entries(variables)
        .filter(([, variable]) => (variable.kinds as readonly string[]).includes(kind))
        .map(([name]) => `{{ ${name} }}`)
        .join(' ');
    const rules = rulesWith(
      `items: { create: true, templates: [{ fields: { displayName: '${all('item')}', type: Service, baseUnitOfMeasureCode: H, generalProductPostingGroupCode: S } }] }
invoice: { line: { description: '${all('line')}' }, comments: ['${all('comment')}'] }`,
      `businesses: [{ id: salon@fjord.test, company: F }]
customers: { templates: [{ fields: { displayName: '${all('customer')}', type: Person, email: x@y.test } }] }`,
    );

    const [preview] = previewTemplates(rules);

    expect([preview!.customer, preview!.item, preview!.invoice].map((made) => 'problems' in made)).toEqual([false, false, false]);
  });

  test.each<[string, FieldLimits, EntityDefinition]>([
    ['customers', customerLimits, bcCustomers],
    ['items', itemLimits, bcItems],
    ['salesInvoices', headerLimits, salesInvoices],
  ])('fields of %s exist, can be written and are no longer than there', (_name, limits, entity) => {
    for (const [field, limit] of Object.entries(limits)) {
      const property = entity.byName.get(field);

      expect([field, property?.editable]).toEqual([field, true]);
      if (property?.maxLength !== undefined) expect(limit.maxLength).toBeLessThanOrEqual(property.maxLength);
      if (property?.kind === 'code') expect([field, limit.kind]).toEqual([field, 'code']);
    }
  });
});

test('how a price came about is one sentence with its sum, or what to do', () => {
  const rules = rulesWith();

  expect(describePrice(flatten({ priceType: 'hourly', price: 60 }, rules)[0]!, undecided, rules)).toBe(
    '60 EUR per hour from Bookings × 120 minutes. 2 × 60 = 120 EUR.',
  );
  expect(describePrice(flatten({ priceType: 'callUs' }, rules)[0]!, undecided, rules)).toContain('Set the price here');
});
