import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../api/types.js';
import type { ItemDetail } from '../../api/types-desk.js';
import { Section } from '../../components/Facts.js';
import { useAskDecision } from '../../components/decisions/DecisionProvider.js';
import { pickFor, priceFor } from '../../components/decisions/questions.js';
import { useDecide } from '../../components/decisions/useDecide.js';
import { useRetry } from '../../components/decisions/useRetry.js';
import { ProblemText } from '../../components/ProblemText.js';

const useStyles = makeStyles({
  problem: {
    display: 'grid',
    gap: tokens.spacingVerticalXS,
    padding: tokens.spacingHorizontalS,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    justifyItems: 'start',
  },
});

/** What keeps the item off a draft: each problem with its sentence and the button that puts it right. */
export function Problems({ detail }: { detail: ItemDetail }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { problems } = detail.row;
  if (problems.length === 0) return null;
  return (
    <Section title={t('item.problems', { count: problems.length })}>
      {problems.map((problem, index) => (
        <div key={index} className={styles.problem} data-problem={problem.code}>
          <ProblemText problem={problem} />
          <Fix problem={problem} detail={detail} />
        </div>
      ))}
    </Section>
  );
}

function Fix({ problem, detail: { row } }: { problem: Problem; detail: ItemDetail }) {
  const { t } = useTranslation();
  const ask = useAskDecision();
  const decide = useDecide();
  const retry = useRetry();
  const pick = (kind: 'customer' | 'item') => {
    const question = pickFor(kind, row);
    if (question) ask({ ...question, candidates: problem.candidates ?? [] });
  };
  const acts: Partial<Record<Problem['fix'], () => void>> = {
    'assign-customer': () => pick('customer'),
    'map-service': () => pick('item'),
    'set-price': () => ask(priceFor([row], [row])),
    exclude: () => ask({ kind: 'exclude', rows: [row] }),
    retry: () => retry.mutate([row.id]),
    confirm: () => void decide([row], { kind: 'confirm', on: true }, t('item.confirmReason')),
    'fix-in-erp': () => retry.mutate([row.id]),
    'fix-in-bookings': () => retry.mutate([row.id]),
    'fix-configuration': () => retry.mutate([row.id]),
  };
  const act = acts[problem.fix];
  return (
    <>
      <Text size={200}>{t(`fix.${problem.fix}.hint`)}</Text>
      {act && (
        <Button size="small" appearance={problem.severity === 'blocks' ? 'primary' : 'secondary'} onClick={act}>
          {t(`fix.${problem.fix}.button`)}
        </Button>
      )}
    </>
  );
}
