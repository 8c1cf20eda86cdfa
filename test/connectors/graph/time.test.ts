import fc from 'fast-check';
import { DateTime } from 'luxon';
import { ianaZone, instantOf } from '../../../src/connectors/graph/time.js';

describe('instantOf', () => {
  test.each([
    ['UTC without Z, seven digits (fact 8)', '2023-04-10T15:00:00.0000000', 'UTC', '2023-04-10T15:00:00.000Z'],
    ['Z with seven digits', '2018-05-06T12:00:00.1239999Z', 'UTC', '2018-05-06T12:00:00.123Z'],
    ['no fraction', '2018-05-06T12:00:00Z', 'UTC', '2018-05-06T12:00:00.000Z'],
    ['no seconds', '2018-05-06T12:00', 'UTC', '2018-05-06T12:00:00.000Z'],
    ['one fraction digit', '2018-05-06T12:00:00.5', 'UTC', '2018-05-06T12:00:00.500Z'],
    ['an offset, which beats the zone', '2026-06-01T00:30:00.0000000+02:00', 'America/New_York', '2026-05-31T22:30:00.000Z'],
    ['a Z, which beats the zone', '2026-06-01T00:30:00Z', 'India Standard Time', '2026-06-01T00:30:00.000Z'],
    ['a Windows zone', '2026-06-01T09:00:00', 'India Standard Time', '2026-06-01T03:30:00.000Z'],
    ['a Windows zone in summer', '2026-07-01T09:00:00', 'Eastern Standard Time', '2026-07-01T13:00:00.000Z'],
    ['an IANA zone in winter', '2026-01-15T09:00:00', 'Europe/Copenhagen', '2026-01-15T08:00:00.000Z'],
    ['no zone at all, which Graph reads out as UTC', '2026-01-15T09:00:00', undefined, '2026-01-15T09:00:00.000Z'],
    ['an empty zone', '2026-01-15T09:00:00', '', '2026-01-15T09:00:00.000Z'],
    ['Exchange’s own name of UTC', '2026-01-15T09:00:00', 'tzone://Microsoft/Utc', '2026-01-15T09:00:00.000Z'],
  ])('reads %s', (_what, dateTime, timeZone, expected) => {
    expect(instantOf({ dateTime, timeZone })).toBe(expected);
  });

  test.each([
    ['', 'UTC'],
    ['tomorrow', 'UTC'],
    ['2026-02-30T09:00:00', 'UTC'],
    ['2026-13-01T09:00:00Z', 'UTC'],
    ['2026-01-01', 'UTC'],
    ['2026-01-15T09:00:00', 'Middle Earth Standard Time'],
    ['2026-01-15T09:00:00', 'local'],
    ['2026-01-15T09:00:00', 'system'],
    ['2026-02-30T09:00:00', 'Europe/Copenhagen'],
  ])('cannot tell %p in %p', (dateTime, timeZone) => {
    expect(instantOf({ dateTime, timeZone })).toBeNull();
  });

  it('gives back any moment, whichever way it is written', () => {
    const moment = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
    const zones = fc.constantFrom('UTC', 'Eastern Standard Time', 'Europe/Copenhagen', 'Asia/Kolkata', 'Pacific/Chatham');
    const digits = fc.stringMatching(/^\d{4}$/);

    fc.assert(
      fc.property(moment, zones, digits, fc.boolean(), (date, timeZone, extraDigits, suffixed) => {
        const iana = ianaZone(timeZone)!;
        const local = DateTime.fromJSDate(date, { zone: iana });
        // The hour that comes twice in autumn cannot be told apart without a suffix.
        fc.pre(suffixed || local.getPossibleOffsets().length === 1);
        const text = suffixed ? date.toISOString() : local.toFormat("yyyy-MM-dd'T'HH:mm:ss.SSS");
        const dateTime = text.replace(/(\.\d{3})/, `$1${extraDigits}`);

        expect(instantOf({ dateTime, timeZone })).toBe(date.toISOString());
      }),
    );
  });
});

describe('ianaZone', () => {
  test.each([
    ['Eastern Standard Time', 'America/New_York'],
    ['Europe/Copenhagen', 'Europe/Copenhagen'],
    ['UTC', 'Etc/UTC'],
    ['', null],
    [null, null],
    ['(UTC-08:00) Pacific Time (US & Canada)', null],
    ['local', null],
  ])('%p is %p', (name, expected) => {
    expect(ianaZone(name)).toBe(expected);
  });
});
