import { useTranslation } from 'react-i18next';
import type { ItemDetail } from '../../api/types-desk.js';
import { AppLink, OutLink } from '../../components/AppLink.js';
import { Facts, Section } from '../../components/Facts.js';
import { Moment } from '../../components/Moment.js';
import { useNames } from '../../components/useStatus.js';
import { formatDuration } from '../../format/time.js';

/** What Bookings last said, and whom and what it is in the ERP. */
export function SourceFacts({ detail: { row, item, links } }: { detail: ItemDetail }) {
  const { t } = useTranslation();
  const names = useNames();
  const zone = row.timeZone;
  const seats =
    item.facts.maximumAttendeesCount > 1 ? `${item.facts.listedAttendeesCount} / ${item.facts.maximumAttendeesCount}` : null;
  const customer = row.customerNumber && `${item.billing.sellTo?.name ?? row.customerName} (${row.customerNumber})`;
  const service = row.itemNumber && `${item.billing.erpItem?.name ?? ''} (${row.itemNumber})`;
  return (
    <Section title={t('item.source')}>
      <Facts
        facts={[
          [t('column.serviceName'), row.serviceName],
          [t('column.startsAt'), <Moment key="s" at={row.startsAt} zone={zone} />],
          [t('column.endsAt'), <Moment key="e" at={row.endsAt} zone={zone} />],
          [t('column.durationMinutes'), formatDuration(row.durationMinutes)],
          [t('column.businessId'), names.business(row.businessId)],
          [t('column.customerEmail'), row.customerEmail],
          [t('item.phone'), item.facts.attendee?.phone],
          [t('column.staff'), row.staff.join(', ')],
          [t('item.seats'), seats],
          [t('item.notes'), item.facts.serviceNotes || item.facts.additionalInformation],
          [t('item.erpCustomer'), customer && <OutLink href={links.customerUrl}>{customer}</OutLink>],
          [t('column.payerName'), row.payerName ?? row.payerNumber],
          [t('item.erpItem'), service && <OutLink href={links.itemUrl}>{service}</OutLink>],
          [t('item.readAt'), <Moment key="r" at={item.readAt} zone={zone} />],
          [
            t('item.appointment'),
            <OutLink key="a" href={links.appointmentUrl}>
              {item.facts.appointmentId}
            </OutLink>,
          ],
        ]}
      />
      {row.customerNumber && row.companyId && (
        <AppLink to={`/customers/${row.companyId}/${encodeURIComponent(row.customerNumber)}`}>{t('item.allOfCustomer')}</AppLink>
      )}
    </Section>
  );
}
