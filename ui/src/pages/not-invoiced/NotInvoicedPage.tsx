import { ProgressBar } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../api/problem.js';
import { useApi } from '../../api/context.js';
import { meQuery } from '../../api/queries.js';
import type { ItemRow } from '../../api/types.js';
import { Loading, LoadFailed } from '../../components/LoadState.js';
import { useFormats } from '../../i18n/useFormats.js';
import { usePageTitle } from '../../components/usePageTitle.js';
import { useSay } from '../../components/useSay.js';
import { useRemembered } from '../../components/useRemembered.js';
import { toggledSort, withFilter } from '../../format/itemQuery.js';
import { filterColumnOf, filterToCell, viewOfState, type ColumnId } from './columns.js';
import { CommandBar } from './CommandBar.js';
import { EmptyList } from './EmptyList.js';
import { ItemGrid } from './ItemGrid.js';
import { firstLayout, isLayout } from './layout.js';
import { usePageStyles } from './pageStyles.js';
import { SavedViews } from './SavedViews.js';
import { SearchBox } from './SearchBox.js';
import { nothingSelected } from './selection.js';
import { TotalsBar } from './TotalsBar.js';
import { columnAt } from './useActiveCell.js';
import { useItemPages, type Span } from './useItemPages.js';
import { useListCommands } from './useListCommands.js';
import { useListQuery } from './useListQuery.js';
import { usePageKeys } from './usePageKeys.js';
import { useSelection } from './useSelection.js';
import { ViewTabs } from './ViewTabs.js';

const FactBox = lazy(async () => ({ default: (await import('../item/FactBox.js')).FactBox }));
const FilterPane = lazy(async () => ({ default: (await import('./FilterPane.js')).FilterPane }));
const ColumnChooser = lazy(async () => ({ default: (await import('./ColumnChooser.js')).ColumnChooser }));
const KeysDialog = lazy(async () => ({ default: (await import('./KeysDialog.js')).KeysDialog }));
const RowMenu = lazy(async () => ({ default: (await import('./RowMenu.js')).RowMenu }));

/** The list *Bookings Not Invoiced*. */
export function NotInvoicedPage() {
  const { t } = useTranslation();
  const { locale } = useFormats();
  const { say } = useSay();
  usePageTitle(t('page.not-invoiced'));
  const styles = usePageStyles();
  const { data: me } = useQuery(meQuery(useApi()));
  const { query, setQuery, item, setItem } = useListQuery();
  const [span, setSpan] = useState<Span>({ first: 0, last: 40 });
  const pages = useItemPages(query, span);
  const selection = useSelection(query, pages);
  const [layout, setLayout] = useRemembered(`columns.${me?.actor ?? ''}`, firstLayout, isLayout);
  const [current, setCurrent] = useState<ItemRow>();
  const [open, setOpen] = useState<'columns' | 'keys' | null>(null);
  const [paneIsOpen, setPaneOpen] = useState(false);
  const [menu, setMenu] = useState<{ row: ItemRow; target: HTMLElement } | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const focusList = useRef<() => void>(() => undefined);
  const commands = useListCommands(query, layout, pages, selection);
  const refocus = () => focusList.current();

  const showRow = useCallback(
    (row: ItemRow | undefined, byPerson: boolean) => {
      setCurrent(row);
      if (byPerson && row && item !== null && row.id !== item) setItem(row.id, true);
    },
    [item, setItem],
  );
  const closePanel = () => {
    setItem(null);
    refocus();
  };
  const closePane = () => {
    setPaneOpen(false);
    refocus();
  };
  const leave = () => {
    if (item !== null) closePanel();
    else selection.clear();
  };
  const filterTo = (row: ItemRow, column: ColumnId) => {
    const filter = filterColumnOf(column);
    const text = filterToCell(row, column, locale);
    if (column === 'state') setQuery({ ...query, view: viewOfState(row.state) });
    else if (filter && text !== null) setQuery(withFilter(query, filter, text));
    else say({ title: t('filter.notOffered', { column: t(`column.${column}`) }), intent: 'info' });
  };
  const resetFilters = () => setQuery({ ...query, filters: {}, search: '' });
  usePageKeys({
    search: () => search.current?.focus(),
    'filter-pane': () => (paneIsOpen ? closePane() : setPaneOpen(true)),
    'reset-filters': resetFilters,
    refresh: commands.refresh,
    help: () => setOpen('keys'),
  });
  const hasFailed = pages.total === 0 && pages.error !== null;
  const isEmpty = !pages.isFirstLoad && pages.total === 0 && pages.error === null;

  return (
    <div className={styles.page}>
      <h1 className={styles.hidden}>{t('page.not-invoiced')}</h1>
      <div className={styles.tools}>
        <ViewTabs view={query.view} onView={(view) => setQuery({ ...query, view })} />
        <div className={styles.search}>
          <SavedViews key={me?.actor ?? ''} owner={me?.actor ?? ''} query={query} onQuery={setQuery} />
          <SearchBox
            value={query.search}
            onSearch={(text) => setQuery({ ...query, search: text })}
            inputRef={search}
            onDone={refocus}
          />
        </div>
      </div>
      <CommandBar
        {...commands}
        current={current}
        filterPaneIsOpen={paneIsOpen}
        createFor={(which) => commands.createFor(which, current)}
        decide={(kind) => commands.decide(kind, current)}
        pick={(kind) => commands.pick(kind, current)}
        change={(kind) => commands.change(kind, current)}
        retry={() => commands.retry(current)}
        help={() => setOpen('keys')}
        copy={() => commands.copy(current)}
        columns={() => setOpen('columns')}
        filterPane={() => setPaneOpen(!paneIsOpen)}
      />
      <div className={styles.progress}>
        {pages.isFetching && <ProgressBar thickness="medium" aria-label={t('common.loading')} />}
      </div>
      {pages.error !== null && (
        <LoadFailed
          what={t('list.rows')}
          error={pages.error}
          {...(isFaulty(pages.error) ? { label: t('filter.reset'), onRetry: resetFilters } : { onRetry: commands.refresh })}
        />
      )}
      <div className={styles.body}>
        <Suspense fallback={null}>{paneIsOpen && <FilterPane query={query} onQuery={setQuery} onClose={closePane} />}</Suspense>
        <div className={styles.list}>
          {pages.isFirstLoad && pages.error === null && <Loading label={t('list.loading')} />}
          {isEmpty && <EmptyList query={query} onQuery={setQuery} />}
          {pages.total > 0 && (
            <ItemGrid
              query={query}
              pages={pages}
              onSpan={setSpan}
              layout={layout}
              onLayout={setLayout}
              selection={selection}
              openId={item}
              onSort={(column) => setQuery({ ...query, sort: toggledSort(query.sort, column) })}
              onOpen={(row) => setItem(row.id)}
              onLeave={leave}
              onMenu={(row, target) => setMenu({ row, target })}
              onFilterTo={filterTo}
              onCopy={commands.copy}
              onActiveRow={showRow}
              onHelp={() => setOpen('keys')}
              focusRef={focusList}
            />
          )}
          {!hasFailed && !pages.isFirstLoad && (
            <TotalsBar
              query={query}
              selection={pages.total === 0 ? nothingSelected : selection.value}
              total={pages.total}
              onQuery={setQuery}
            />
          )}
        </div>
        <Suspense fallback={<Loading />}>{item !== null && <FactBox key={item} id={item} onClose={closePanel} />}</Suspense>
      </div>
      <Suspense fallback={null}>
        {open === 'keys' && <KeysDialog onClose={() => setOpen(null)} />}
        {open === 'columns' && <ColumnChooser layout={layout} onLayout={setLayout} onClose={() => setOpen(null)} />}
        {menu && (
          <RowMenu
            {...menu}
            column={layout.visible[(columnAt(menu.target) ?? 0) - 1]}
            onFilterTo={(column) => filterTo(menu.row, column)}
            onClose={() => {
              setMenu(null);
              refocus();
            }}
            onOpen={() => setItem(menu.row.id)}
            onCreate={(which) => commands.createFor(which, menu.row)}
            onDecide={(kind) => commands.decide(kind, menu.row, true)}
            onPick={(kind) => commands.pick(kind, menu.row, true)}
            onUndoExclusion={() => commands.change('undo-exclusion', menu.row, true)}
            onRetry={() => commands.retry(menu.row, true)}
          />
        )}
      </Suspense>
    </div>
  );
}

/** A filter nobody can read stays so however often it is asked. */
function isFaulty(error: unknown): boolean {
  return error instanceof ApiProblem && error.status === 400;
}
