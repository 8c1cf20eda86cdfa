import { useTranslation } from 'react-i18next';
import type { ItemDetail } from '../../api/types-desk.js';
import { Facts, Section } from '../../components/Facts.js';

/** What the customer answered and noted when booking. Text only: nothing in it is ever read as HTML. */
export function Answers({ detail: { item } }: { detail: ItemDetail }) {
  const { t } = useTranslation();
  const attendee = item.facts.attendee;
  const answers = attendee?.answers.map((each) => [each.question, each.answer || t('item.noAnswer')] as const) ?? [];
  if (answers.length === 0 && !attendee?.notes) return null;
  return (
    <Section title={t('item.answers')}>
      <Facts facts={[...answers, [t('item.customerNotes'), attendee?.notes ?? '']]} />
    </Section>
  );
}
