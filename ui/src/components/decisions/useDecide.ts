import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { bodyOf } from '../../api/client.js';
import { useApi } from '../../api/context.js';
import { keys } from '../../api/keys.js';
import type { DecisionChange, DecisionOutcome, RowVersion } from '../../api/types-desk.js';
import { useSay } from '../useSay.js';
import { undoOf } from './undo.js';

/** Rows in one request; keeps the body far below the server's limit. */
const batchSize = 2_000;

/**
 * Decides about rows and tells what became of it: how many were changed, with Undo, and in a sentence each why others were not.
 * Resolves to false when a request failed: `onError` has heard of it, and rows of earlier requests are changed.
 */
export function useDecide() {
  const api = useApi();
  const queryClient = useQueryClient();
  const { t } = useTranslation();
  const { say, sayFailed } = useSay();

  const send = useCallback(
    async (rows: readonly RowVersion[], change: DecisionChange, reason: string) => {
      const outcomes: DecisionOutcome[] = [];
      try {
        for (let start = 0; start < rows.length; start += batchSize) {
          const batch = rows.slice(start, start + batchSize).map(({ id, version }) => ({ id, version }));
          outcomes.push(...(await bodyOf(api.POST('/api/items/decide', { body: { rows: batch, change, reason } }))).outcomes);
        }
        return { outcomes, error: null };
      } catch (error) {
        return { outcomes, error };
      }
    },
    [api],
  );

  return useCallback(
    async function decide(
      rows: readonly RowVersion[],
      change: DecisionChange,
      reason: string,
      onError: (error: unknown) => void = sayFailed,
    ): Promise<boolean> {
      const { outcomes, error } = await send(rows, change, reason);
      void queryClient.invalidateQueries({ queryKey: keys.list });
      const done = outcomes.filter((each) => each.outcome === 'done');
      const undo = undoOf(change);
      if (done.length > 0) {
        const takeBack = undo && (() => void decide(versionsOf(done), undo, t('decide.undoReason')));
        say({
          title: t(`decide.done.${change.kind}`, { count: done.length }),
          ...(takeBack && { action: { label: t('common.undo'), onClick: takeBack } }),
        });
      }
      for (const [kind, failed] of byKind(outcomes)) {
        const only = failed.length === 1 ? failed[0]?.message : undefined;
        say({
          title: t('decide.notDone', { count: failed.length }),
          // Of one row the server knows more, such as who changed it.
          body: only || t(`decide.outcome.${kind}`),
          intent: 'warning',
        });
      }
      if (error !== null) onError(error);
      return error === null;
    },
    [queryClient, say, sayFailed, send, t],
  );
}

function versionsOf(outcomes: readonly DecisionOutcome[]): RowVersion[] {
  return outcomes.flatMap(({ itemId, item }) => (item === null ? [] : [{ id: itemId, version: item.version }]));
}

function byKind(outcomes: readonly DecisionOutcome[]): Map<string, DecisionOutcome[]> {
  const groups = new Map<string, DecisionOutcome[]>();
  for (const each of outcomes) {
    if (each.outcome !== 'done') groups.set(each.outcome, [...(groups.get(each.outcome) ?? []), each]);
  }
  return groups;
}
