import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { dataOf } from '../../../ui/src/api/dataOf.js';

/** A query whose answers are given by hand. */
function heldQuery() {
  const answers: ((rows: number[]) => void)[] = [];
  const query = {
    queryKey: ['page', 5],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      new Promise<number[]>((resolve, reject) => {
        answers.push(resolve);
        signal.addEventListener('abort', () => reject(signal.reason as Error));
      }),
  };
  return { query, answers };
}

test('rows that the screen asked for and no longer shows still come to whoever needs them', async () => {
  const queryClient = new QueryClient();
  const { query, answers } = heldQuery();
  const leave = new QueryObserver(queryClient, query).subscribe(() => {});
  const rows = dataOf(queryClient, query);

  leave();
  await new Promise(setImmediate);
  answers.at(-1)!([1, 2, 3]);

  expect(await rows).toEqual([1, 2, 3]);
  expect(answers).toHaveLength(2);
  queryClient.clear();
});

test('what is fresh is not asked for again, what the list has outlived is, and a failure is told', async () => {
  const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: 15_000 } } });
  const { query, answers } = heldQuery();
  queryClient.setQueryData(query.queryKey, [7]);

  expect(await dataOf(queryClient, query)).toEqual([7]);
  expect(answers).toHaveLength(0);

  await queryClient.invalidateQueries();
  const newer = dataOf(queryClient, query);
  answers[0]!([8]);

  expect(await newer).toEqual([8]);

  const failing = { queryKey: ['page', 6], queryFn: () => Promise.reject(new Error('refused')), retry: false };
  await expect(dataOf(queryClient, failing)).rejects.toThrow('refused');
  queryClient.clear();
});
