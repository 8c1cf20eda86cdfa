import { useTranslation } from 'react-i18next';
import type { Invoice } from '../../api/types.js';
import { AppLink, OutLink } from '../../components/AppLink.js';
import { Facts } from '../../components/Facts.js';
import { CreditMemoLink, InvoiceStatus, Variance } from '../../components/InvoiceStatus.js';
import { Moment } from '../../components/Moment.js';
import { useDeskZone, useNames } from '../../components/useStatus.js';
import { erpTotalOf } from '../../format/invoice.js';
import { useFormats } from '../../i18n/useFormats.js';
import { actorName } from '../../format/actor.js';
import { CustomerLink } from './InvoiceTable.js';

export function InvoiceFacts({ invoice, customerUrl }: { invoice: Invoice; customerUrl: string | null }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const names = useNames();
  const zone = useDeskZone();
  const { erp } = invoice;
  const money = (amount: string | null | undefined) => (amount ? formats.money(amount, invoice.currency) : null);
  return (
    <Facts
      facts={[
        [t('column.customerName'), <CustomerLink key="c" invoice={invoice} />],
        [t('item.erpCustomer'), customerUrl && <OutLink href={customerUrl}>{t('invoice.open')}</OutLink>],
        [t('preview.billTo'), invoice.billTo && `${invoice.billTo.name} (${invoice.billTo.number})`],
        [t('column.companyId'), names.company(invoice.companyId)],
        [t('invoice.status'), <InvoiceStatus key="s" invoice={invoice} />],
        [t('invoice.creditMemo'), invoice.creditMemo && <CreditMemoLink key="m" invoice={invoice} />],
        [t('invoice.key'), invoice.key],
        [t('invoice.draftNumber'), invoice.draftNumber],
        [t('invoice.expected'), money(invoice.expectedTotal)],
        [t('invoice.erpTotal'), money(erpTotalOf(invoice))],
        [t('invoice.variance'), <Variance key="v" invoice={invoice} />],
        [t('invoice.tax'), money(erp?.taxTotal)],
        [t('invoice.gross'), money(erp?.grossTotal)],
        [t('invoice.remaining'), money(erp?.remainingAmount)],
        [t('invoice.invoiceDate'), erp && formats.localDate(erp.invoiceDate)],
        [t('invoice.dueDate'), erp && !erp.dueDate.startsWith('0001') && formats.localDate(erp.dueDate)],
        [t('invoice.createdAt'), <Moment key="a" at={invoice.createdAt} zone={zone} />],
        [t('invoice.createdBy'), actorName(invoice.createdBy, t)],
        [t('invoice.checkedAt'), invoice.settledAt && <Moment key="k" at={invoice.settledAt} zone={zone} />],
        [t('history.run'), invoice.runId && <AppLink to={`/runs/${invoice.runId}`}>{t('invoice.open')}</AppLink>],
      ]}
    />
  );
}
