import fc from 'fast-check';
import { fingerprintOf } from '../../../src/connectors/graph/fingerprint.js';
import { appointmentBody, customerBody } from './bodies.js';

/** The same JSON value with the properties of every object in another order. */
function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, inner]) => [name, reordered(inner)]),
  );
}

describe('fingerprintOf', () => {
  it('does not depend on the order of properties', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => expect(fingerprintOf(reordered(value))).toBe(fingerprintOf(value))));
  });

  it('changes with any plain text or number', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const same = JSON.stringify(a) === JSON.stringify(b);

        expect(fingerprintOf({ label: a }) === fingerprintOf({ label: b })).toBe(same || sameCanonically(a, b));
      }),
    );
  });

  test.each([
    ['OData annotations', { '@odata.etag': 'W/"1"', 'customers@odata.context': 'x' }],
    ['meeting links', { joinWebUrl: 'https://teams.example/l/1', anonymousJoinWebUrl: 'y' }],
    ['fields only a GET fills', { customerNotes: 'x', serviceNotes: 'y', reminders: [{ offset: 'P1D' }] }],
    ['attendees’ notes, which only a GET fills', { customers: [customerBody({ notes: null })] }],
  ])('is unmoved by %s', (_what, changes) => {
    expect(fingerprintOf(appointmentBody(changes))).toBe(fingerprintOf(appointmentBody()));
  });

  test.each([
    ['the price', { price: 10.51 }],
    ['the price type', { priceType: 'hourly' }],
    ['the time', { startDateTime: { dateTime: '2026-05-06T12:15:00.0000000', timeZone: 'UTC' } }],
    ['the seats taken', { filledAttendeesCount: 2 }],
    ['an attendee’s address', { customers: [customerBody({ emailAddress: 'other@contoso.com' })] }],
    ['the update time', { lastUpdatedDateTime: '2026-05-02T08:00:01Z' }],
    ['the label', { appointmentLabel: 'no-show' }],
  ])('moves with %s', (_what, changes) => {
    expect(fingerprintOf(appointmentBody(changes))).not.toBe(fingerprintOf(appointmentBody()));
  });
});

/** Equal but for property order and the fields that do not count: only those may share a fingerprint. */
function sameCanonically(a: unknown, b: unknown): boolean {
  const plain = (value: unknown): string =>
    JSON.stringify(value, (_name, inner: unknown) =>
      typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(
            Object.entries(inner)
              .filter(([name]) => !name.includes('@odata.') && !['notes', 'reminders'].includes(name))
              .sort(([x], [y]) => (x < y ? -1 : 1)),
          )
        : inner,
    );
  return plain(a) === plain(b);
}
