import { readRawPage } from '../../../src/connectors/graph/raw-page.js';
import { appointmentBody, pageBody } from './bodies.js';

const item = appointmentBody();
const link = (token: string): string => `https://graph.test/v1.0/x?$skiptoken=${token}`;

const bytesOf = (body: unknown): Buffer => Buffer.from(JSON.stringify(body));

describe('readRawPage', () => {
  it('finds the next link before and after the records, escaped or not', () => {
    const before = JSON.stringify(pageBody([item], link('a"b')));
    const after = JSON.stringify({ value: [item], '@odata.nextLink': link('c') }, null, 2);
    const escaped = '{"value":[],"@odata.nextLink":"https:\\/\\/graph.test\\/next?a=1\\u0026b=2"}';

    expect([before, after, escaped].map((text) => readRawPage(Buffer.from(text)).nextLink)).toEqual([
      link('a"b'),
      link('c'),
      'https://graph.test/next?a=1&b=2',
    ]);
  });

  test.each([
    ['it is the last page', JSON.stringify(pageBody([item]))],
    ['the link is null', '{"value":[],"@odata.nextLink":null}'],
    ['the link is empty', '{"value":[],"@odata.nextLink":""}'],
    [
      'a note quotes one',
      JSON.stringify(pageBody([appointmentBody({ serviceNotes: '"@odata.nextLink":"https://evil.test/"' })])),
    ],
    ['it is a page of HTML', '<html></html>'],
  ])('has no next link when %s', (_what, text) => {
    expect(readRawPage(Buffer.from(text)).nextLink).toBeNull();
  });

  it('finds a next link behind letters of several bytes, and one longer than usual', () => {
    const long = link('x'.repeat(20_000));
    const behind = bytesOf({ value: [appointmentBody({ serviceNotes: 'Øl 🍺 '.repeat(50) })], '@odata.nextLink': link('d') });

    expect([readRawPage(behind).nextLink, readRawPage(bytesOf(pageBody([item], long))).nextLink]).toEqual([link('d'), long]);
    expect(readRawPage(behind).fingerprint).toBe(
      readRawPage(Buffer.from(behind.toString().replace('skiptoken=d', 'skiptoken=e'))).fingerprint,
    );
  });

  it('keeps its fingerprint when only the next link differs', () => {
    const [first, second] = ['a', 'b'].map((token) => readRawPage(bytesOf(pageBody([item], link(token)))));

    expect(first!.fingerprint).toBe(second!.fingerprint);
  });

  it('changes its fingerprint with any record, and with being the last page', () => {
    const texts = [pageBody([item], link('a')), pageBody([appointmentBody({ price: 11 })], link('a')), pageBody([item])];

    const fingerprints = texts.map((body) => readRawPage(bytesOf(body)).fingerprint);

    expect(new Set(fingerprints).size).toBe(3);
  });
});
