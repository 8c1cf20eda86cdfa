import { CancelledError, type FetchQueryOptions, type QueryClient, type QueryKey } from '@tanstack/react-query';

/**
 * The data of a query: from the cache while it is fresh, else from the server. The screen may be asking for the same and give it up when it is
 * scrolled on, which ends the shared request; whoever still needs the answer then asks again. Throws what the server's answer throws.
 */
export async function dataOf<Data, Key extends QueryKey>(
  queryClient: QueryClient,
  query: FetchQueryOptions<Data, Error, Data, Key>,
): Promise<Data> {
  for (;;) {
    try {
      return await queryClient.fetchQuery(query);
    } catch (error) {
      if (!(error instanceof CancelledError)) throw error;
    }
  }
}
