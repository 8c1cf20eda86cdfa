import { useTranslation } from 'react-i18next';
import type { Invoice } from '../../api/types.js';
import { AppLink, OutLink } from '../../components/AppLink.js';
import { DataTable, type TableColumn, type TableSort } from '../../components/DataTable.js';
import { CreditMemoLink, InvoiceStatus, Variance } from '../../components/InvoiceStatus.js';
import { Moment } from '../../components/Moment.js';
import { useDeskZone } from '../../components/useStatus.js';
import { erpTotalOf } from '../../format/invoice.js';
import { useFormats } from '../../i18n/useFormats.js';
import { actorName } from '../../format/actor.js';

interface InvoiceTableProps {
  invoices: readonly Invoice[];
  label: string;
  sorting?: TableSort;
}

/** Invoices with our expected total beside the ERP's. */
export function InvoiceTable({ invoices, label, sorting }: InvoiceTableProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const zone = useDeskZone();
  const erpTotal = (invoice: Invoice) => {
    const total = erpTotalOf(invoice);
    return total === null ? '' : formats.money(total, invoice.currency);
  };
  const memo: TableColumn<Invoice> = {
    id: 'credit-memo',
    title: t('invoice.creditMemo'),
    cell: (invoice) => invoice.creditMemo && <CreditMemoLink invoice={invoice} />,
  };
  return (
    <DataTable
      label={label}
      {...(sorting && { sorting })}
      rows={invoices}
      keyOf={(invoice) => invoice.id}
      columns={[
        {
          id: 'number',
          title: t('invoice.number'),
          cell: (invoice) => (
            <AppLink to={`/invoices/${invoice.id}`}>
              {invoice.erp?.number ?? invoice.draftNumber ?? t('invoice.noNumber')}
            </AppLink>
          ),
        },
        {
          id: 'customer',
          title: t('column.customerName'),
          sortBy: 'customerName',
          cell: (invoice) => <CustomerLink invoice={invoice} />,
        },
        { id: 'status', title: t('invoice.status'), cell: (invoice) => <InvoiceStatus invoice={invoice} /> },
        {
          id: 'expected',
          title: t('invoice.expected'),
          isNumber: true,
          sortBy: 'expectedTotal',
          cell: (invoice) => formats.money(invoice.expectedTotal, invoice.currency),
        },
        { id: 'erpTotal', title: t('invoice.erpTotal'), isNumber: true, cell: erpTotal },
        { id: 'variance', title: t('invoice.variance'), cell: (invoice) => <Variance invoice={invoice} /> },
        {
          id: 'created',
          title: t('invoice.createdAt'),
          sortBy: 'createdAt',
          cell: (invoice) => <Moment at={invoice.createdAt} zone={zone} />,
        },
        { id: 'by', title: t('invoice.createdBy'), cell: (invoice) => actorName(invoice.createdBy, t) },
        {
          id: 'erp',
          title: t('invoice.inErp'),
          cell: (invoice) => invoice.documentUrl && <OutLink href={invoice.documentUrl}>{t('invoice.open')}</OutLink>,
        },
        ...(invoices.some(({ creditMemo }) => creditMemo !== undefined) ? [memo] : []),
      ]}
    />
  );
}

export function CustomerLink({ invoice }: { invoice: Invoice }) {
  const { number, name } = invoice.customer;
  return (
    <AppLink to={`/customers/${invoice.companyId}/${encodeURIComponent(number)}`}>
      {name} ({number})
    </AppLink>
  );
}
