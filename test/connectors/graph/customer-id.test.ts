import { customerIdOf } from '../../../src/connectors/graph/customer-id.js';

/** The published pair (Graph reference 5.2). */
const folderStyleId = 'AAQkADcwNDg2ZTk0LTNlNWQtNDU1OS05MzZkLTlkYjVlMjcxMGU4YwAQAFDnKIitjV9Hn6Aa4Pvq3ko=';
const guid = '8828e750-8dad-475f-9fa0-1ae0fbeade4a';

describe('customerIdOf', () => {
  it('gives both forms of one customer the same id', () => {
    expect(customerIdOf(folderStyleId)).toBe(guid);
    expect(customerIdOf(guid.toUpperCase())).toBe(guid);
  });

  test.each([[null], [undefined], [''], ['  '], ['00000000-0000-0000-0000-000000000000']])('has none for %p', (raw) => {
    expect(customerIdOf(raw)).toBeNull();
  });

  test.each([
    ['a length that is wrong', Buffer.from(folderStyleId, 'base64').subarray(1).toString('base64')],
    ['no mailbox inside', Buffer.alloc(59, 7).toString('base64')],
    ['the URL-safe alphabet, whose mapping nobody verified', folderStyleId.replace('Fn6Aa', 'Fn-Aa').replace('Hn6Aa', 'Hn_Aa')],
    ['something else', 'customer-17'],
  ])('leaves an id with %s as it is', (_what, raw) => {
    expect(customerIdOf(raw)).toBe(raw);
  });
});
