import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router-dom';
import { useApi } from '../../api/context.js';
import { invoiceQuery } from '../../api/documentQueries.js';
import type { InvoiceDetail } from '../../api/types-desk.js';
import { OutLink } from '../../components/AppLink.js';
import { Section } from '../../components/Facts.js';
import { History } from '../../components/History.js';
import { Loading, LoadFailed } from '../../components/LoadState.js';
import { Page } from '../../components/Page.js';
import { ProblemText } from '../../components/ProblemText.js';
import { useDeskZone } from '../../components/useStatus.js';
import { canWithdraw } from '../../format/invoice.js';
import { InvoiceFacts } from './InvoiceFacts.js';
import { InvoiceLines } from './InvoiceLines.js';
import { WithdrawButton } from './WithdrawButton.js';

/** One invoice: our lines and total beside the ERP's, its history, and the way back while it is an untouched draft. */
export function InvoicePage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { data, error, isPending, refetch } = useQuery(invoiceQuery(useApi(), id));
  const number = data?.invoice.erp?.number ?? data?.invoice.draftNumber ?? '';
  const actions = data && (
    <>
      <OutLink href={data.links.documentUrl}>{data.links.documentUrl ? t('invoice.openInErp') : ''}</OutLink>
      {canWithdraw(data.invoice) && <WithdrawButton invoice={data.invoice} />}
    </>
  );
  return (
    <Page title={t('invoice.title', { number })} actions={actions}>
      {isPending && <Loading />}
      {error && <LoadFailed what={t('invoice.title', { number })} error={error} onRetry={() => void refetch()} />}
      {data && <Content detail={data} />}
    </Page>
  );
}

function Content({ detail: { invoice, lines, links, history } }: { detail: InvoiceDetail }) {
  const { t } = useTranslation();
  const zone = useDeskZone();
  return (
    <>
      {invoice.problem && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <ProblemText problem={invoice.problem} />
          </MessageBarBody>
        </MessageBar>
      )}
      <InvoiceFacts invoice={invoice} customerUrl={links.customerUrl} />
      <InvoiceLines lines={lines} currency={invoice.currency} />
      <Section title={t('history.title')}>
        <History entries={history} zone={zone} of={{ invoiceId: invoice.id }} />
      </Section>
    </>
  );
}
