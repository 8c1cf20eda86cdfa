import { Button } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router-dom';
import { useApi } from '../../api/context.js';
import { customerQuery } from '../../api/queries.js';
import { itemStates, type ItemRow } from '../../api/types.js';
import { OutLink } from '../../components/AppLink.js';
import { Section } from '../../components/Facts.js';
import { Empty, Loading, LoadFailed } from '../../components/LoadState.js';
import { Page } from '../../components/Page.js';
import { useOpenPreview } from '../../components/PreviewProvider.js';
import { useFormats } from '../../i18n/useFormats.js';
import { InvoiceTable } from '../invoices/InvoiceTable.js';
import { BookingTable } from './BookingTable.js';

/** One customer: their bookings by state, their documents, and drafts for everything that is ready. */
export function CustomerPage() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { companyId = '', number = '' } = useParams();
  const openPreview = useOpenPreview();
  const { data, error, isPending, refetch } = useQuery(customerQuery(useApi(), companyId, number));
  const title = data ? `${data.customer.name} (${data.customer.number})` : number;
  const actions = data && (
    <>
      {data.totals.length > 0 && <span>{t('customer.toInvoice')}</span>}
      {data.totals.map((sum) => (
        <strong key={sum.currency ?? ''}>
          {formats.money(sum.amount, sum.currency)} · {t('totals.hours', { hours: formats.hours(sum.minutes) })}
        </strong>
      ))}
      {data.customer.url && <OutLink href={data.customer.url}>{t('customer.card')}</OutLink>}
      <Button
        appearance="primary"
        size="small"
        icon={<AddRegular />}
        disabledFocusable={!data.rows.some((row) => row.state === 'ready')}
        onClick={() => openPreview({ kind: 'customer', customerNumber: data.customer.number, companyId })}
      >
        {t('customer.create')}
      </Button>
    </>
  );
  return (
    <Page title={title} actions={actions}>
      {isPending && <Loading />}
      {error && <LoadFailed what={t('customer.title')} error={error} onRetry={() => void refetch()} />}
      {data?.rows.length === 0 && data.invoices.length === 0 && (
        <Empty title={t('customer.none')} text={t('customer.noneText')} />
      )}
      {data && <BookingsByState rows={data.rows} />}
      {data && data.invoices.length > 0 && (
        <Section title={t('page.invoices')}>
          <InvoiceTable invoices={data.invoices} label={t('page.invoices')} />
        </Section>
      )}
    </Page>
  );
}

function BookingsByState({ rows }: { rows: ItemRow[] }) {
  const { t } = useTranslation();
  return itemStates.map((state) => {
    const found = rows.filter((row) => row.state === state);
    if (found.length === 0) return null;
    return (
      <Section key={state} title={`${t(`state.${state}`)} (${found.length})`}>
        <BookingTable rows={found} label={t(`state.${state}`)} />
      </Section>
    );
  });
}
