import { appointmentUrlOf, faultOfAppointmentUrl } from '../../src/domain/appointment-url.js';
import { facts } from '../store/builders.js';

const late = facts({ businessId: 'Salon@Fjord.test', appointmentId: 'AAMk/a+b=&c', startsAt: '2026-06-01T22:30:00.000Z' });

test('the address of an appointment is made with encoded values and the day of the business (D.1.8)', () => {
  const urls = { 'salon@fjord.test': 'https://x.test/{business}?day={date}&id={appointment}' };

  expect(appointmentUrlOf(urls, late)).toBe('https://x.test/Salon%40Fjord.test?day=2026-06-02&id=AAMk%2Fa%2Bb%3D%26c');
});

test('a value that looks like a placeholder stays a value', () => {
  const odd = facts({ appointmentId: '{date}$&' });

  expect(appointmentUrlOf({ '*': 'https://x.test/{appointment}' }, odd)).toBe('https://x.test/%7Bdate%7D%24%26');
});

test('a business without an address of its own takes that of all others, or none', () => {
  expect(appointmentUrlOf({ '*': 'https://all.test/' }, late)).toBe('https://all.test/');
  expect(appointmentUrlOf({ 'other@fjord.test': 'https://x.test/' }, late)).toBeNull();
});

test.each(['https://x.test', 'https://x.test/{business}/{appointment}?d={date}#{date}'])('%s can be used', (pattern) => {
  expect(faultOfAppointmentUrl(pattern)).toBeNull();
});

test.each([
  ['http://x.test/', 'must be an https address'],
  ['javascript:alert(1)', 'must be an https address'],
  ['https://{business}/x', 'must be an https address'],
  ['https://user@x.test/', 'must be an https address'],
  ['https://x.test/{id}', '"{id}" is not known; write {business}, {appointment}, {date}'],
  ['https://x.test/{date', '"{" is not known'],
  ['https://x.test/date}', '"}" is not known'],
])('%s is refused: %s', (pattern, sentence) => {
  expect(faultOfAppointmentUrl(pattern)).toContain(sentence);
});
