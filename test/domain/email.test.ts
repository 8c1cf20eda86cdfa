import { normaliseEmail, spellingsOf } from '../../src/domain/email.js';

test('an address with an international domain has two spellings, any other has one', () => {
  const international = normaliseEmail('Anna@Müller.Test')!;

  expect(spellingsOf(international)).toEqual([international, 'anna@müller.test']);
  expect(spellingsOf('anna@x.test')).toEqual(['anna@x.test']);
});
