import { Button, Checkbox, SearchBox, Select } from '@fluentui/react-components';
import { DocumentRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';
import { useApi } from '../../api/context.js';
import { invoicesQuery } from '../../api/documentQueries.js';
import { Empty, Loading, LoadFailed } from '../../components/LoadState.js';
import { Page } from '../../components/Page.js';
import { Pager } from '../../components/Pager.js';
import { InvoiceTable } from './InvoiceTable.js';

const pageInvoices = 50;
const pushStates = ['intended', 'sending', 'created', 'refused', 'conflict', 'deleted', 'withdrawn'] as const;

/** Drafts and what became of them; the filters are in the address. */
export function InvoicesPage() {
  const { t } = useTranslation();
  const { asked, change, reset } = useAsked();
  const search = useDeferredValue(asked.search);
  const { data, error, isPending, refetch } = useQuery(invoicesQuery(useApi(), { ...asked, search, limit: pageInvoices }));
  const isFiltered = asked.search !== '' || asked.push !== '' || asked.varianceOnly;
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
      <Select size="small" value={asked.push} aria-label={t('invoice.status')} onChange={(_, { value }) => change('push', value)}>
        <option value="">{t('invoice.allStates')}</option>
        {pushStates.map((state) => (
          <option key={state} value={state}>
            {t(`push.${state}`)}
          </option>
        ))}
      </Select>
      <Checkbox
        label={t('invoice.varianceOnly')}
        checked={asked.varianceOnly}
        onChange={(_, { checked }) => change('varianceOnly', checked === true ? 'true' : '')}
      />
    </>
  );
  return (
    <Page title={t('page.invoices')} actions={filters}>
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
      {data && data.rows.length > 0 && <InvoiceTable invoices={data.rows} label={t('page.invoices')} />}
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

function useAsked() {
  const [params, setParams] = useSearchParams();
  const asked = {
    search: params.get('search') ?? '',
    push: pushStates.find((state) => state === params.get('push')) ?? ('' as const),
    varianceOnly: params.get('varianceOnly') === 'true',
    offset: Math.max(0, Math.trunc(Number(params.get('offset') ?? 0)) || 0),
  };
  const change = (name: string, value: string) =>
    setParams(
      (current) => {
        const next = new URLSearchParams(current);
        if (name !== 'offset') next.delete('offset');
        if (value === '' || value === '0') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: name === 'search' },
    );
  return { asked, change, reset: () => setParams(new URLSearchParams()) };
}
