import { Accordion, AccordionHeader, AccordionItem, AccordionPanel, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { PreviewDocument } from '../../api/types-desk.js';
import { DataTable } from '../../components/DataTable.js';
import { Facts } from '../../components/Facts.js';
import { ProblemText } from '../../components/ProblemText.js';
import { useNames } from '../../components/useStatus.js';
import { useFormats } from '../../i18n/useFormats.js';
import { totalsOf } from './totals.js';

const useStyles = makeStyles({
  head: { display: 'flex', justifyContent: 'space-between', width: '100%', gap: tokens.spacingHorizontalM, minWidth: 0 },
  name: { overflowWrap: 'anywhere', unicodeBidi: 'plaintext' },
  amount: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
});

/** Few documents are shown with their lines at once. */
const openedAtOnce = 3;

/** The drafts that would be made, each with its lines and warnings. */
export function Documents({ documents }: { documents: PreviewDocument[] }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const formats = useFormats();
  if (documents.length === 0) return null;
  const sums = totalsOf(documents).map(({ currency, amount }) => formats.money(amount, currency));
  return (
    <section aria-label={t('preview.documents')}>
      <Text weight="semibold">
        {t('preview.summary', { count: documents.length })} · {sums.join(' · ')}
      </Text>
      <Accordion multiple collapsible defaultOpenItems={documents.slice(0, openedAtOnce).map((_, index) => index)}>
        {documents.map((document, index) => (
          <AccordionItem key={index} value={index} data-testid="preview-document">
            <AccordionHeader size="small">
              <span className={styles.head}>
                <span className={styles.name}>
                  {document.customer.name} ({document.customer.number}) · {t('preview.lines', { count: document.lines.length })}
                </span>
                <span className={styles.amount}>{formats.money(document.expectedTotal, document.currency)}</span>
              </span>
            </AccordionHeader>
            <AccordionPanel>
              <DocumentBody document={document} />
            </AccordionPanel>
          </AccordionItem>
        ))}
      </Accordion>
      <Text size={200}>{t('preview.taxNote')}</Text>
    </section>
  );
}

function DocumentBody({ document }: { document: PreviewDocument }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const names = useNames();
  const warnings = [...document.warnings, ...document.lines.flatMap((line) => line.warnings)];
  return (
    <>
      <Facts
        facts={[
          [t('column.companyId'), names.company(document.companyId)],
          [t('preview.billTo'), document.billTo && `${document.billTo.name} (${document.billTo.number})`],
          [t('preview.invoiceDate'), formats.localDate(document.invoiceDate)],
          [t('preview.postingDate'), document.postingDate && formats.localDate(document.postingDate)],
          [
            t('preview.expectedTax'),
            document.expectedTax === null
              ? t('preview.taxUnknown')
              : t('preview.taxed', {
                  tax: formats.money(document.expectedTax.tax, document.currency),
                  gross: formats.money(document.expectedTax.gross, document.currency),
                }),
          ],
        ]}
      />
      <DataTable
        label={t('preview.linesOf', { name: document.customer.name })}
        rows={document.lines}
        keyOf={(_, index) => String(index)}
        columns={[
          { id: 'description', title: t('invoice.description'), cell: (line) => line.description },
          {
            id: 'quantity',
            title: t('column.quantity'),
            isNumber: true,
            cell: (line) => (line.itemId ? formats.quantity(line.quantity) : ''),
          },
          {
            id: 'unitPrice',
            title: t('column.unitPrice'),
            isNumber: true,
            cell: (line) => (line.itemId ? formats.amount(line.unitPrice, document.currency) : ''),
          },
          {
            id: 'amount',
            title: t('column.amount'),
            isNumber: true,
            cell: (line) => (line.itemId ? formats.amount(line.amount, document.currency) : ''),
          },
        ]}
      />
      {warnings.map((warning, index) => (
        <ProblemText key={index} problem={warning} />
      ))}
    </>
  );
}
