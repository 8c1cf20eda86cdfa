import { useTranslation } from 'react-i18next';
import type { Invoice } from '../../api/types.js';
import { AppLink, OutLink } from '../../components/AppLink.js';
import { Facts, Section } from '../../components/Facts.js';
import { CreditMemoLink, InvoiceStatus, Variance } from '../../components/InvoiceStatus.js';
import { Moment } from '../../components/Moment.js';
import { useFormats } from '../../i18n/useFormats.js';
import { erpTotalOf } from '../../format/invoice.js';
import { actorName } from '../../format/actor.js';

/** The document the item is on: our total beside the ERP's. */
export function DocumentFacts({ invoice, zone }: { invoice: Invoice; zone: string | null }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const erpTotal = erpTotalOf(invoice);
  return (
    <Section title={t('item.document')}>
      <Facts
        facts={[
          [
            t('invoice.number'),
            <OutLink key="n" href={invoice.documentUrl ?? null}>
              {invoice.erp?.number ?? invoice.draftNumber ?? invoice.key}
            </OutLink>,
          ],
          [t('invoice.creditMemo'), invoice.creditMemo && <CreditMemoLink key="m" invoice={invoice} />],
          [t('invoice.status'), <InvoiceStatus key="s" invoice={invoice} />],
          [t('invoice.expected'), formats.money(invoice.expectedTotal, invoice.currency)],
          [t('invoice.erpTotal'), erpTotal && formats.money(erpTotal, invoice.currency)],
          [t('invoice.variance'), <Variance key="v" invoice={invoice} />],
          [t('invoice.createdBy'), actorName(invoice.createdBy, t)],
          [t('invoice.createdAt'), <Moment key="c" at={invoice.createdAt} zone={zone} />],
        ]}
      />
      <AppLink to={`/invoices/${invoice.id}`}>{t('item.openInvoice')}</AppLink>
    </Section>
  );
}
