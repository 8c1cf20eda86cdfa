import {
  listParameters,
  paramsWithQuery,
  queryFromParams,
  rowKey,
  toggledSort,
  withFilter,
} from '../../../ui/src/format/itemQuery.js';

const address = (text: string) => new URLSearchParams(text);

describe('the list question in the address bar', () => {
  test('is read back as it was written', () => {
    const query = {
      view: 'blocked' as const,
      search: 'holm & sons',
      sort: 'amount' as const,
      filters: { amount: '>=100', startsAt: 't' },
    };

    const written = paramsWithQuery(address(''), query);

    expect(queryFromParams(address(written.toString()))).toEqual(query);
  });

  test('falls back to the defaults for what it does not know', () => {
    expect(queryFromParams(address('view=nonsense&sort=drop&f.amount='))).toEqual({
      view: 'not-invoiced',
      search: '',
      sort: '-startsAt',
      filters: {},
    });
  });

  test('stays short for the defaults and keeps the open panel', () => {
    const written = paramsWithQuery(address('item=i1&view=all'), queryFromParams(address('')));

    expect(written.toString()).toBe('item=i1');
  });

  test('is asked of the server with each filter under its column', () => {
    const asked = listParameters(queryFromParams(address('view=all&f.amount=1..5')));

    expect(asked).toEqual({ view: 'all', search: '', sort: '-startsAt', 'f.amount': '1..5' });
  });

  test('finds the same rows whatever the order', () => {
    const first = queryFromParams(address('f.amount=1&f.staff=x&sort=amount'));
    const second = queryFromParams(address('f.staff=x&f.amount=1&sort=-amount'));

    expect(rowKey(first)).toBe(rowKey(second));
    expect(rowKey(first)).not.toBe(rowKey({ ...second, search: 'y' }));
  });
});

test('an emptied filter is gone', () => {
  const query = withFilter(queryFromParams(address('')), 'staff', 'x');

  expect(query.filters).toEqual({ staff: 'x' });
  expect(withFilter(query, 'staff', '').filters).toEqual({});
});

test('a header sorts upwards first, then downwards', () => {
  expect(toggledSort('-startsAt', 'amount')).toBe('amount');
  expect(toggledSort('amount', 'amount')).toBe('-amount');
  expect(toggledSort('-amount', 'amount')).toBe('amount');
});
