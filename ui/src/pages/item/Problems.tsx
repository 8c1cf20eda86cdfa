import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Candidate, Problem } from '../../api/types.js';
import type { ItemDetail } from '../../api/types-desk.js';
import { Section } from '../../components/Facts.js';
import { useAskDecision } from '../../components/decisions/DecisionProvider.js';
import { useDecide } from '../../components/decisions/useDecide.js';
import { useRetry } from '../../components/decisions/useRetry.js';
import { ProblemText } from '../../components/ProblemText.js';
import type { PickKind } from './PickDialog.js';

const PickDialog = lazy(async () => ({ default: (await import('./PickDialog.js')).PickDialog }));

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

interface Picking {
  kind: PickKind;
  candidates: Candidate[];
}

/** What keeps the item off a draft: each problem with its sentence and the button that puts it right. */
export function Problems({ detail }: { detail: ItemDetail }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [picking, setPicking] = useState<Picking | null>(null);
  const { problems } = detail.row;
  if (problems.length === 0) return null;
  return (
    <Section title={t('item.problems', { count: problems.length })}>
      {problems.map((problem, index) => (
        <div key={index} className={styles.problem} data-problem={problem.code}>
          <ProblemText problem={problem} />
          <Fix problem={problem} detail={detail} onPick={setPicking} />
        </div>
      ))}
      <Suspense fallback={null}>
        {picking && <PickDialog row={detail.row} {...picking} onClose={() => setPicking(null)} />}
      </Suspense>
    </Section>
  );
}

function Fix({ problem, detail: { row }, onPick }: { problem: Problem; detail: ItemDetail; onPick: (picking: Picking) => void }) {
  const { t } = useTranslation();
  const ask = useAskDecision();
  const decide = useDecide();
  const retry = useRetry();
  const candidates = problem.candidates ?? [];
  const acts: Partial<Record<Problem['fix'], () => void>> = {
    'assign-customer': () => onPick({ kind: 'customer', candidates }),
    'map-service': () => onPick({ kind: 'item', candidates }),
    'set-price': () =>
      ask({ kind: 'set-price', rows: [row], unitPrice: row.unitPrice, quantity: row.quantity, currency: row.currency }),
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
