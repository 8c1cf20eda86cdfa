import fc from 'fast-check';
import { readErrorText } from '../../../src/connectors/businesscentral/error-text.js';

test.each([
  [
    'JSON, with the correlation id taken out of the sentence',
    '{"error":{"code":"Unknown","message":"\'X\' is not an option.  CorrelationId:  1a2b-3c."}}',
    { code: 'Unknown', message: "'X' is not an option.", requestId: '1a2b-3c' },
  ],
  [
    'the XML of a gateway',
    '<error xmlns="http://x"><code>NoEnvironment</code><message>Environment does not exist.</message></error>',
    { code: 'NoEnvironment', message: 'Environment does not exist.', requestId: 'from-header' },
  ],
  [
    'the title of a page',
    '<html><head><title>502 Bad\n Gateway</title></head></html>',
    { code: '', message: '502 Bad Gateway', requestId: 'from-header' },
  ],
  [
    'the text of a page without a title',
    '<p>Service <b>Unavailable</b></p>',
    { code: '', message: 'Service Unavailable', requestId: 'from-header' },
  ],
  ['nothing', '', { code: '', message: '', requestId: 'from-header' }],
  ['JSON of another kind', '{"message":"no"}', { code: '', message: '{"message":"no"}', requestId: 'from-header' }],
])('reads %s', (_name, body, expected) => {
  expect(readErrorText(body, { 'request-id': 'from-header' })).toEqual(expected);
});

test('shortens an endless text', () => {
  expect(readErrorText('x'.repeat(5_000), {}).message.length).toBeLessThan(600);
});

test('survives every body', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (body) => {
      const { code, message } = readErrorText(body, {});

      expect(typeof code + typeof message).toBe('stringstring');
    }),
  );
});
