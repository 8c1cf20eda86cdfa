import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { bodyOf } from '../../api/client.js';
import { useApi } from '../../api/context.js';
import { keys } from '../../api/keys.js';
import { useSay } from '../useSay.js';

/** Ids in one request; keeps the body far below the server's limit. */
const batchSize = 2_000;

/** Forgets refusals and has the rows mapped again. */
export function useRetry() {
  const api = useApi();
  const { t } = useTranslation();
  const { say, sayFailed } = useSay();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (ids: string[]) => {
      for (let start = 0; start < ids.length; start += batchSize) {
        await bodyOf(api.POST('/api/items/retry', { body: { ids: ids.slice(start, start + batchSize) } }));
      }
    },
    onSuccess: (_, ids) => say({ title: t('decide.retried', { count: ids.length }), intent: 'info' }),
    onError: sayFailed,
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.list }),
  });
}
