import { makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkRegular, WarningRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { Invoice } from '../api/types.js';
import { OutLink } from './AppLink.js';
import { hasVariance } from '../format/invoice.js';
import { useFormats } from '../i18n/useFormats.js';

const useStyles = makeStyles({
  line: { display: 'inline-flex', alignItems: 'center', gap: '4px' },
  bad: { color: tokens.colorPaletteRedForeground1, fontWeight: tokens.fontWeightSemibold },
});

/** The ERP's word for the document, or how far ours got. What the ERP calls open is told as posted or released. */
export function InvoiceStatus({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation();
  const { push, erp, draftNumber } = invoice;
  if (push !== 'created' || erp === null) return <>{t(`push.${push}`)}</>;
  if (erp.status !== 'open') return <>{t(`erpStatus.${erp.status}`)}</>;
  return <>{t(erp.number === (draftNumber ?? erp.number) ? 'state.sent' : 'state.posted')}</>;
}

/** Whether the ERP's total is ours; the difference is flagged in words and with a sign, not by colour alone. */
export function Variance({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const formats = useFormats();
  if (invoice.variance === null) return <>{t('invoice.notCompared')}</>;
  if (!hasVariance(invoice)) {
    return (
      <span className={styles.line}>
        <CheckmarkRegular aria-hidden="true" /> {t('invoice.agrees')}
      </span>
    );
  }
  return (
    <strong className={`${styles.line} ${styles.bad}`}>
      <WarningRegular aria-hidden="true" /> {t('invoice.differs', { amount: formats.money(invoice.variance, invoice.currency) })}
    </strong>
  );
}

/** The number of the credit memo that cancelled or closed an invoice, with the way to it in Business Central. */
export function CreditMemoLink({ invoice }: { invoice: Invoice }) {
  const formats = useFormats();
  if (!invoice.creditMemo) return null;
  const { number, date } = invoice.creditMemo;
  return (
    <>
      <OutLink href={invoice.creditMemoUrl ?? null}>{number}</OutLink> · {formats.localDate(date)}
    </>
  );
}
