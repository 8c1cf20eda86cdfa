import { Button, Checkbox, SearchBox } from '@fluentui/react-components';
import { DocumentRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/context.js';
import { invoicesQuery } from '../../api/documentQueries.js';
import { Empty, Loading, LoadFailed } from '../../components/LoadState.js';
import { Page } from '../../components/Page.js';
import { Pager } from '../../components/Pager.js';
import { InvoiceTable } from './InvoiceTable.js';
import { StandingTabs } from './StandingTabs.js';
import { useInvoiceFilter } from './useInvoiceFilter.js';

const pageInvoices = 50;

/** Drafts and what became of them; the filters are in the address. */
export function InvoicesPage() {
  const { t } = useTranslation();
  const { asked, change, isFiltered, reset } = useInvoiceFilter();
  const search = useDeferredValue(asked.search);
  const { data, error, isPending, refetch } = useQuery(invoicesQuery(useApi(), { ...asked, search, limit: pageInvoices }));
  const filters = (
    <>
      <SearchBox
        size="small"
        style={{ width: 'min(280px, 90vw)', maxWidth: 'none' }}
        value={asked.search}
        maxLength={200}
        aria-label={t('invoice.search')}
        placeholder={t('invoice.search')}
        onChange={(_, { value }) => change('search', value)}
      />
      <Checkbox
        label={t('invoice.varianceOnly')}
        checked={asked.varianceOnly}
        onChange={(_, { checked }) => change('varianceOnly', checked === true ? 'true' : '')}
      />
    </>
  );
  return (
    <Page title={t('page.invoices')} actions={filters}>
      <StandingTabs standing={asked.standing} counts={data?.counts} onStanding={(value) => change('standing', value)} />
      {isPending && <Loading />}
      {error && <LoadFailed what={t('page.invoices')} error={error} onRetry={() => void refetch()} />}
      {data?.rows.length === 0 && (
        <Empty
          icon={<DocumentRegular />}
          title={t(isFiltered ? 'empty.filtered.title' : 'invoice.none')}
          text={t(isFiltered ? 'empty.filtered.text' : 'invoice.noneText')}
        >
          {isFiltered && <Button onClick={reset}>{t('filter.reset')}</Button>}
        </Empty>
      )}
      {data && data.rows.length > 0 && (
        <InvoiceTable
          invoices={data.rows}
          label={t('page.invoices')}
          sorting={{ sort: asked.sort, onSort: (sort) => change('sort', sort) }}
        />
      )}
      {data && (
        <Pager
          offset={asked.offset}
          limit={pageInvoices}
          total={data.total}
          onOffset={(offset) => change('offset', String(offset))}
        />
      )}
    </Page>
  );
}
