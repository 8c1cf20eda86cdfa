import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { bodyOf } from '../../api/client.js';
import { useApi } from '../../api/context.js';
import { keys } from '../../api/keys.js';
import { useSay } from '../useSay.js';
import type { ChosenToAnswer } from '../../api/types-desk.js';
import type { PickQuestion } from './DecisionProvider.js';

interface Assignment {
  rows: ChosenToAnswer;
  /** Null takes the answer back. */
  number: string | null;
  /** Only answers that still are this number. */
  instead?: string;
}

interface Assigned {
  affectedItems: number;
  before: { itemId: string; number: string | null }[];
  skipped: number;
}

/** Ids in one request; keeps the body far below the server's limit. */
const batchSize = 2_000;

/** Remembers a card for the people or services of rows, and offers Undo: what people had answered before counts again. */
export function useAssign(kind: PickQuestion['kind'], onDone: () => void) {
  const api = useApi();
  const { t } = useTranslation();
  const { say, sayFailed } = useSay();
  const queryClient = useQueryClient();
  const assign = async ({ rows, number, instead }: Assignment): Promise<Assigned> => {
    const chosen = 'ids' in rows ? { ids: rows.ids } : rows;
    const body = { ...chosen, ...(instead !== undefined && { instead }) };
    if (kind === 'item') return bodyOf(api.POST('/api/items/map-service', { body: { ...body, itemNumber: number } }));
    return bodyOf(api.POST('/api/items/assign-customer', { body: { ...body, customerNumber: number } }));
  };
  const changed = () => void queryClient.invalidateQueries({ queryKey: keys.list });
  const takeBack = async (before: Assigned['before'], answered: string) => {
    let skipped = 0;
    try {
      for (const part of partsOf(before)) skipped += (await assign({ ...part, instead: answered })).skipped;
      if (skipped < before.length) say({ title: t(`pick.${kind}.undone`) });
      if (skipped > 0) say({ title: t('pick.notUndone', { count: skipped }), intent: 'warning' });
    } catch (error) {
      sayFailed(error);
    }
    changed();
  };
  return useMutation({
    mutationFn: assign,
    onSuccess: ({ affectedItems, before }, { number }) => {
      say({
        title: t(`pick.${kind}.done`, { count: affectedItems }),
        ...(number !== null && { action: { label: t('common.undo'), onClick: () => void takeBack(before, number) } }),
      });
      changed();
      onDone();
    },
  });
}

/** Former answers that were the same go into one request. */
function partsOf(before: Assigned['before']): { rows: { ids: string[]; count: number }; number: string | null }[] {
  const byNumber = new Map<string | null, string[]>();
  for (const { itemId, number } of before) {
    const known = byNumber.get(number);
    if (known === undefined) byNumber.set(number, [itemId]);
    else known.push(itemId);
  }
  return [...byNumber].flatMap(([number, all]) =>
    Array.from({ length: Math.ceil(all.length / batchSize) }, (_, part) => {
      const ids = all.slice(part * batchSize, (part + 1) * batchSize);
      return { rows: { ids, count: ids.length }, number };
    }),
  );
}
