import type { RulesContent } from '../../src/mapping/schema.js';

/** Sections of the rules a test replaces; the rest stays as below. */
export type RulesChanges = Partial<Record<keyof RulesContent, unknown>>;

/** Rules of one salon and one company: small, and every behaviour that a test looks at is in sight. */
export function rulesFor(changes: RulesChanges = {}): Record<string, unknown> {
  return {
    businesses: [{ id: 'salon@fjord.test', company: 'Fjord Wellness ApS' }],
    customers: {
      create: 'when-due',
      templates: [{ fields: { displayName: '{{ attendee.name }}', type: 'Person', email: '{{ attendee.email }}' } }],
    },
    services: [
      { when: { service: 'Swedish massage' }, item: 'S-MASSAGE' },
      { when: { service: 'Facial treatment' }, item: 'S-FACIAL' },
      { when: { service: 'Personal training' }, item: 'S-CONSULT' },
      { when: { service: 'Yoga class' }, item: 'S-YOGA' },
      { when: { service: ['Portrait session', 'Headshot'] }, item: 'S-PILATES' },
    ],
    items: { create: false },
    invoice: {
      line: { description: '{{ service.name }}, {{ appointment.date }} {{ appointment.startTime }}', description2: '' },
    },
    ...changes,
  };
}

/** An item template like the delivered one. */
export const createItems = {
  create: true,
  templates: [
    {
      fields: {
        displayName: '{{ service.name }}',
        type: 'Service',
        baseUnitOfMeasureCode: 'PCS',
        generalProductPostingGroupCode: 'SERVICES',
      },
    },
  ],
};
