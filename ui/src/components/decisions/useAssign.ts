import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { bodyOf } from '../../api/client.js';
import { useApi } from '../../api/context.js';
import { keys } from '../../api/keys.js';
import { useSay } from '../useSay.js';
import type { PickQuestion } from './DecisionProvider.js';

interface Assignment {
  ids: readonly string[];
  /** Null takes the answer back. */
  number: string | null;
}

interface Assigned {
  affectedItems: number;
  before: { itemId: string; number: string | null }[];
}

/** Remembers a card for the people or services of rows, and offers Undo: what people had answered before counts again. */
export function useAssign(kind: PickQuestion['kind'], onDone: () => void) {
  const api = useApi();
  const { t } = useTranslation();
  const { say, sayFailed } = useSay();
  const queryClient = useQueryClient();
  const assign = async ({ ids, number }: Assignment): Promise<Assigned> => {
    if (kind === 'item') return bodyOf(api.POST('/api/items/map-service', { body: { ids: [...ids], itemNumber: number } }));
    return bodyOf(api.POST('/api/items/assign-customer', { body: { ids: [...ids], customerNumber: number } }));
  };
  const changed = () => void queryClient.invalidateQueries({ queryKey: keys.list });
  const takeBack = async (before: Assigned['before']) => {
    try {
      for (const { itemId, number } of before) await assign({ ids: [itemId], number });
      say({ title: t(`pick.${kind}.undone`) });
    } catch (error) {
      sayFailed(error);
    }
    changed();
  };
  return useMutation({
    mutationFn: assign,
    onSuccess: ({ affectedItems, before }) => {
      say({
        title: t(`pick.${kind}.done`, { count: affectedItems }),
        action: { label: t('common.undo'), onClick: () => void takeBack(before) },
      });
      changed();
      onDone();
    },
  });
}
