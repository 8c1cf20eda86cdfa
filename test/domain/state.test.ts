import { stageOf, stateOf } from '../../src/domain/state.js';
import { undecided, unmapped, type BillingItem, type ItemDecision } from '../../src/domain/item.js';
import type { Invoice } from '../../src/domain/invoice.js';
import { blocks, warns } from '../../src/domain/problems.js';

const signed = { by: 'Kari', at: '2026-06-10T10:00:00.000Z', reason: '' };
const excluded: ItemDecision = { ...undecided, exclusion: { ...signed, kind: 'waived', reference: null } };
const problem = blocks('no-email', 'fix-in-bookings', 'No address.');

type Input = Parameters<typeof stageOf>[0];
const item = (changes: Partial<Input> = {}): Input => ({
  sourceState: 'present',
  decision: undecided,
  billing: unmapped,
  refusal: null,
  invoiceId: null,
  ...changes,
});
type Claim = Parameters<typeof stageOf>[1];
const claimedBy = (
  push: Invoice['push'],
  status?: 'draft' | 'in-review' | 'open' | 'paid' | 'canceled' | 'corrective',
  number = '102001',
): Claim => ({
  push,
  draftNumber: '102001',
  erp: status === undefined ? null : ({ status, number } as NonNullable<NonNullable<Claim>['erp']>),
});

test.each([
  ['nothing in the way', item(), 'ready'],
  ['a warning only', item({ billing: { ...unmapped, problems: [warns('very-long', 'confirm', 'Long.')] } }), 'ready'],
  ['a problem that blocks', item({ billing: { ...unmapped, problems: [problem] } }), 'blocked'],
  ['a refusal', item({ refusal: problem }), 'blocked'],
  ['missing once', item({ sourceState: 'missing' }), 'blocked'],
  ['gone', item({ sourceState: 'gone' }), 'cancelled'],
  ['attendee left', item({ sourceState: 'left' }), 'cancelled'],
  ['gone with a problem', item({ sourceState: 'gone', billing: { ...unmapped, problems: [problem] } }), 'cancelled'],
  ['excluded by a person', item({ decision: excluded }), 'excluded'],
  ['excluded and gone', item({ decision: excluded, sourceState: 'gone' }), 'excluded'],
  ['excluded by a rule', item({ billing: { ...unmapped, exclusion: 'free' } }), 'excluded'],
  ['excluded by a rule and gone', item({ billing: { ...unmapped, exclusion: 'free' }, sourceState: 'gone' }), 'cancelled'],
])('an unclaimed item with %s', (_, given, stage) => {
  expect(stageOf(given, null)).toBe(stage);
});

test.each([
  ['intended', claimedBy('intended'), 'drafting'],
  ['being sent', claimedBy('sending'), 'drafting'],
  ['in conflict', claimedBy('conflict'), 'blocked'],
  ['a draft', claimedBy('created', 'draft'), 'drafted'],
  ['in review', claimedBy('created', 'in-review'), 'sent'],
  ['released: open under the number of the draft', claimedBy('created', 'open'), 'sent'],
  ['posted: open under another number', claimedBy('created', 'open', '103001'), 'posted'],
  ['paid', claimedBy('created', 'paid', '103001'), 'paid'],
  ['cancelled', claimedBy('created', 'canceled', '103001'), 'credited'],
  ['corrected', claimedBy('created', 'corrective', '103001'), 'credited'],
])('an item on an invoice that is %s follows it, whatever the source or a person says since', (_, invoice, stage) => {
  expect(stageOf(item({ invoiceId: 'i', sourceState: 'gone', decision: excluded }), invoice)).toBe(stage);
});

test('an item that names an invoice nobody gives is a mistake of the caller', () => {
  expect(() => stageOf(item({ invoiceId: 'i' }), null)).toThrow('not given');
});

const timed = (stage: BillingItem['stage'], instant?: string): Pick<BillingItem, 'stage' | 'facts' | 'decision'> => ({
  stage,
  facts: { maturesAt: '2026-06-10T10:00:00.000Z' } as BillingItem['facts'],
  decision: instant === undefined ? undecided : { ...undecided, notBefore: { ...signed, date: '2026-06-12', instant } },
});

test.each([
  ['before it matures', timed('ready'), '2026-06-10T09:59:59.999Z', 'upcoming'],
  ['the moment it matures', timed('ready'), '2026-06-10T10:00:00.000Z', 'ready'],
  ['blocked, before it matures', timed('blocked'), '2026-06-10T09:00:00.000Z', 'upcoming'],
  ['mature but put off', timed('ready', '2026-06-11T22:00:00.000Z'), '2026-06-11T21:59:59.999Z', 'scheduled'],
  ['put off until now', timed('blocked', '2026-06-11T22:00:00.000Z'), '2026-06-11T22:00:00.000Z', 'blocked'],
  ['put off and not mature', timed('ready', '2026-06-11T22:00:00.000Z'), '2026-06-10T09:00:00.000Z', 'upcoming'],
  ['drafted, whatever the time', timed('drafted', '2027-01-01T00:00:00.000Z'), '2026-06-01T00:00:00.000Z', 'drafted'],
  ['excluded, whatever the time', timed('excluded'), '2026-06-01T00:00:00.000Z', 'excluded'],
])('an item %s', (_, given, now, state) => {
  expect(stateOf(given, now)).toBe(state);
});
