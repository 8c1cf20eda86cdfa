import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { ItemRow, Signed } from '../../api/types.js';
import type { ItemDetail } from '../../api/types-desk.js';
import { Section } from '../../components/Facts.js';
import { useAskDecision } from '../../components/decisions/DecisionProvider.js';
import { periodFor, pickFor } from '../../components/decisions/questions.js';
import { useDecide } from '../../components/decisions/useDecide.js';
import { Moment } from '../../components/Moment.js';
import { useFormats } from '../../i18n/useFormats.js';
import { actorName } from '../../format/actor.js';
import { canBeDecided } from './decidable.js';

const useStyles = makeStyles({
  decision: { display: 'grid', gap: '2px', justifyItems: 'start' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

type Part = keyof ItemDetail['item']['decision'];

/** What people decided about the item, each with its Undo, and what they may decide. */
export function Decisions({ detail: { row, item } }: { detail: ItemDetail }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const formats = useFormats();
  const ask = useAskDecision();
  const decide = useDecide();
  const { exclusion, price, period, notBefore, billAttendee, confirmed } = item.decision;
  const isOpen = canBeDecided(row);
  const taking = (of: Part) => (isOpen ? () => void decide([row], { kind: 'undo', of }, t('decide.undoReason')) : null);
  const made = (text: string, signed: Signed, part: Part) => (
    <Decision key={part} text={text} signed={signed} zone={row.timeZone} onUndo={taking(part)} />
  );
  const span = ({ from, to }: { from: string; to: string }) => ({ from: formats.localDate(from), to: formats.localDate(to) });
  const periodText = ({ instead, ...moved }: NonNullable<typeof period>) =>
    [t('item.ownPeriod', span(moved)), instead && t('item.ownPeriodInstead', span(instead))].filter(Boolean).join(' ');
  return (
    <Section title={t('item.decisions')}>
      {exclusion &&
        made([t(`exclusion.${exclusion.kind}`), exclusion.reference].filter(Boolean).join(' · '), exclusion, 'exclusion')}
      {price &&
        made(
          t('item.ownPrice', {
            quantity: formats.quantity(price.quantity),
            price: formats.amount(price.unitPrice, row.currency),
          }),
          price,
          'price',
        )}
      {period && made(periodText(period), period, 'period')}
      {notBefore && made(t('item.notBefore', { date: formats.localDate(notBefore.date) }), notBefore, 'notBefore')}
      {billAttendee && made(t('item.billsAttendee'), billAttendee, 'billAttendee')}
      {confirmed && made(t('item.confirmed'), confirmed, 'confirmed')}
      {isOpen ? (
        <div className={styles.actions}>
          {!exclusion && (
            <>
              <Button size="small" onClick={() => ask({ kind: 'exclude', rows: [row] })}>
                {t('commands.exclude')}
              </Button>
              <Button size="small" onClick={() => ask({ kind: 'mark-invoiced', rows: [row] })}>
                {t('commands.markInvoiced')}
              </Button>
            </>
          )}
          {!notBefore && (
            <Button size="small" onClick={() => ask({ kind: 'not-before', rows: [row] })}>
              {t('commands.notBefore')}
            </Button>
          )}
          {!period && (
            <Button size="small" onClick={() => ask(periodFor([row], [row]))}>
              {t('commands.setPeriod')}
            </Button>
          )}
          <Reassign row={row} />
          {row.payerNumber && !billAttendee && (
            <Button
              size="small"
              onClick={() => void decide([row], { kind: 'bill-attendee', on: true }, t('item.billAttendeeReason'))}
            >
              {t('item.billAttendee')}
            </Button>
          )}
        </div>
      ) : (
        <Text size={200}>{t('item.onDocument')}</Text>
      )}
    </Section>
  );
}

/** Another card than the one found; where the mapping asks for one, its problem has the button. */
function Reassign({ row }: { row: ItemRow }) {
  const { t } = useTranslation();
  const ask = useAskDecision();
  const asked = row.problems.map((problem) => problem.fix);
  return (['customer', 'item'] as const).map((kind) => {
    const question = pickFor(kind, row);
    const number = kind === 'customer' ? row.customerNumber : row.itemNumber;
    if (question === null || !number || asked.includes(kind === 'customer' ? 'assign-customer' : 'map-service')) return null;
    return (
      <Button key={kind} size="small" onClick={() => ask(question)}>
        {t(`pick.${kind}.change`)}
      </Button>
    );
  });
}

interface DecisionProps {
  text: string;
  signed: Signed;
  zone: string | null;
  onUndo: (() => void) | null;
}

function Decision({ text, signed, zone, onUndo }: DecisionProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <div className={styles.decision}>
      <Text size={200} weight="semibold">
        {text}
      </Text>
      <Text size={200} dir="auto">
        {actorName(signed.by, t)} · <Moment at={signed.at} zone={zone} /> · {signed.reason}
      </Text>
      {onUndo && (
        <Button size="small" onClick={onUndo}>
          {t('common.undo')}
        </Button>
      )}
    </div>
  );
}
