import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import type { ItemRow } from '../../api/types.js';
import type { ItemQuery, RowVersion } from '../../api/types-desk.js';
import { useAskDecision, type AskedDecision, type PickQuestion } from '../../components/decisions/DecisionProvider.js';
import { periodFor, pickForMany, priceFor } from '../../components/decisions/questions.js';
import { useDecide } from '../../components/decisions/useDecide.js';
import { useRetry } from '../../components/decisions/useRetry.js';
import { useOpenPreview } from '../../components/PreviewProvider.js';
import { useSay } from '../../components/useSay.js';
import { listParameters } from '../../format/itemQuery.js';
import { tabSeparated } from '../../format/tsv.js';
import { useFormats } from '../../i18n/useFormats.js';
import { cellText } from './cellText.js';
import { copyText } from './copyText.js';
import type { ListLayout } from './layout.js';
import { isSelected, selectedCount } from './selection.js';
import { useCellContext } from './useCellContext.js';
import type { useItemPages } from './useItemPages.js';
import type { SelectionControls } from './useSelection.js';

/** Changes that ask nothing first. */
export type SimpleChange = 'undo-exclusion' | 'bill-attendee';

/** The deeds behind the command bar, the row menu and the keys. They mean the chosen rows, or the given one when none is chosen. */
export function useListCommands(
  query: ItemQuery,
  layout: ListLayout,
  pages: ReturnType<typeof useItemPages>,
  selection: SelectionControls,
) {
  const { t } = useTranslation();
  const { say, sayFailed } = useSay();
  const formats = useFormats();
  const context = useCellContext();
  const openPreview = useOpenPreview();
  const ask = useAskDecision();
  const decide = useDecide();
  const retryRows = useRetry();
  const queryClient = useQueryClient();
  const chosen = selectedCount(selection.value, pages.total);
  const attempt = (work: Promise<unknown>) => void work.catch(sayFailed);
  /** Whether the chosen rows are meant: a row of its own menu is meant alone unless it is one of them. */
  const means = (row: ItemRow | undefined, isMenuRow = false): boolean =>
    chosen > 0 && (!isMenuRow || row === undefined || isSelected(selection.value, row.id));
  const meant = async (row: ItemRow | undefined, isMenuRow = false): Promise<RowVersion[]> =>
    means(row, isMenuRow) ? selection.resolve() : row ? [row] : [];

  const textOf = (rows: readonly ItemRow[]) => {
    const heads = layout.visible.map((column) => t(`column.${column}`));
    return tabSeparated([heads, ...rows.map((row) => layout.visible.map((column) => cellText(column, row, context)))]);
  };

  const copy = async (row: ItemRow | undefined) => {
    const found =
      chosen > 0 ? pages.findRows((id) => isSelected(selection.value, id), chosen) : Promise.resolve(row ? [row] : []);
    await copyText(found.then((rows) => textOf(rows)));
    const { length } = await found;
    const missing = chosen - length;
    say({
      title: t('list.copied', { count: length }),
      ...(missing > 0 && { body: t('list.copiedPart', { count: missing }), intent: 'warning' }),
    });
  };

  const createFor = async (which: 'selected' | 'row' | 'customer' | 'all', row: ItemRow | undefined) => {
    if (which === 'all') openPreview({ kind: 'all', query: listParameters(query) });
    else if (which === 'selected') openPreview(await selection.forPreview());
    else if (which === 'row' && row) openPreview({ kind: 'items', ids: [row.id] });
    else if (row?.customerNumber && row.companyId)
      openPreview({ kind: 'customer', customerNumber: row.customerNumber, companyId: row.companyId });
  };

  const loadedOf = (rows: readonly RowVersion[]) => {
    const ids = new Set(rows.map((each) => each.id));
    return pages.rows.filter((each) => ids.has(each.id));
  };
  const askAbout = async (kind: AskedDecision, row: ItemRow | undefined, isMenuRow: boolean) => {
    const rows = await meant(row, isMenuRow);
    if (kind === 'set-price') ask(priceFor(rows, loadedOf(rows)));
    else ask(kind === 'set-period' ? periodFor(rows, loadedOf(rows)) : { kind, rows });
  };
  const pick = (kind: PickQuestion['kind'], row: ItemRow | undefined, isMenuRow: boolean) => {
    const known = means(row, isMenuRow) ? pages.rows.filter(({ id }) => isSelected(selection.value, id)) : row ? [row] : [];
    const rows = means(row, isMenuRow) ? selection.forAnswer() : { ids: known.map(({ id }) => id), count: known.length };
    const question = pickForMany(kind, rows, known);
    if (question) ask(question);
    else say({ title: t('errors.notDone'), body: t('pick.noCompany'), intent: 'warning' });
  };
  const change = async (kind: SimpleChange, row: ItemRow | undefined, isMenuRow: boolean) => {
    const rows = await meant(row, isMenuRow);
    if (kind === 'bill-attendee') await decide(rows, { kind, on: true }, t('item.billAttendeeReason'));
    else await decide(rows, { kind }, t('decide.undoReason'));
  };

  return {
    chosen,
    copy: (row: ItemRow | undefined) => attempt(copy(row)),
    createFor: (which: 'selected' | 'row' | 'customer' | 'all', row: ItemRow | undefined) => attempt(createFor(which, row)),
    decide: (kind: AskedDecision, row: ItemRow | undefined, isMenuRow = false) => attempt(askAbout(kind, row, isMenuRow)),
    pick: (kind: PickQuestion['kind'], row: ItemRow | undefined, isMenuRow = false) => pick(kind, row, isMenuRow),
    change: (kind: SimpleChange, row: ItemRow | undefined, isMenuRow = false) => attempt(change(kind, row, isMenuRow)),
    retry: (row: ItemRow | undefined, isMenuRow = false) =>
      attempt(meant(row, isMenuRow).then((rows) => retryRows.mutateAsync(rows.map((each) => each.id)))),
    refresh: () => {
      void queryClient.invalidateQueries({ queryKey: keys.list });
      void queryClient.invalidateQueries({ queryKey: keys.status });
    },
    exportUrl: (format: 'csv' | 'xlsx') => {
      const asked = { ...listParameters(query), format, columns: layout.visible.join(','), locale: formats.locale };
      return `/api/export?${new URLSearchParams(asked).toString()}`;
    },
  };
}
