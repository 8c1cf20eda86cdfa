import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { ItemQuery } from '../../api/types-desk.js';
import { paramsWithQuery, queryFromParams } from '../../format/itemQuery.js';

/** The question in the address bar, and which item's panel is open. */
export function useListQuery() {
  const [params, setParams] = useSearchParams();
  const address = params.toString();
  const query = useMemo(() => queryFromParams(new URLSearchParams(address)), [address]);
  const stable = useStable(query);
  const setQuery = useCallback((next: ItemQuery) => setParams((current) => paramsWithQuery(current, next)), [setParams]);
  const setItem = useCallback(
    (id: string | null, replace = false) =>
      setParams(
        (current) => {
          const next = new URLSearchParams(current);
          if (id === null) next.delete('item');
          else next.set('item', id);
          return next;
        },
        { replace },
      ),
    [setParams],
  );
  return { query: stable, setQuery, item: params.get('item'), setItem };
}

/** The same object as long as the question is the same: opening a panel changes the address but not the rows. */
function useStable(query: ItemQuery): ItemQuery {
  const text = JSON.stringify(query);
  return useMemo(() => JSON.parse(text) as ItemQuery, [text]);
}
