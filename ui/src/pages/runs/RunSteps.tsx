import { useTranslation } from 'react-i18next';
import type { Run } from '../../api/types-desk.js';
import { DataTable } from '../../components/DataTable.js';
import { Moment } from '../../components/Moment.js';
import { useNames } from '../../components/useStatus.js';
import { WaitText } from '../../components/WaitText.js';
import { useFormats } from '../../i18n/useFormats.js';

interface StepsProps {
  steps: Run['steps'];
  /** When the failed ones are tried again by themselves. */
  nextAttemptAt: string | null;
  zone: string | null;
}

/** The steps of a run with their own counts. */
export function RunSteps({ steps, nextAttemptAt, zone }: StepsProps) {
  const { t } = useTranslation();
  const counts = useCountsText();
  const names = useNames();
  if (steps.length === 0) return null;
  return (
    <DataTable
      label={t('runs.steps')}
      rows={steps}
      keyOf={(step, index) => `${index} ${step.name}`}
      columns={[
        { id: 'name', title: t('runs.step'), cell: (step) => stepName(step.name, t, names.business) },
        { id: 'started', title: t('runs.started'), cell: (step) => <Moment at={step.startedAt} zone={zone} part="time" /> },
        {
          id: 'finished',
          title: t('runs.finished'),
          cell: (step) => (step.finishedAt ? <Moment at={step.finishedAt} zone={zone} part="time" /> : t('runs.notYet')),
        },
        { id: 'counts', title: t('runs.counts'), cell: (step) => counts(step.counts) },
        {
          id: 'error',
          title: t('runs.error'),
          cell: (step) =>
            step.error !== null && (
              <>
                {step.error} <WaitText wait={step.waitsFor} nextAttemptAt={nextAttemptAt} zone={zone} />
              </>
            ),
        },
      ]}
    />
  );
}

/** `read: 120 · changed: 3`, the words translated where they are known; what is nothing is not said. */
export function useCountsText(): (counts: Record<string, number>) => string {
  const { t } = useTranslation();
  const formats = useFormats();
  return (counts) =>
    Object.entries(counts)
      .filter(([, count]) => count !== 0)
      .map(([name, count]) => `${t(`count.${name}`, { defaultValue: name })}: ${formats.count(count)}`)
      .join(' · ') || t('runs.nothingNew');
}

/** A step's first word is translated; what follows names the business it was for. */
export function stepName(
  name: string,
  t: (key: string, options: { defaultValue: string }) => string,
  businessName: (id: string) => string,
): string {
  const [verb = '', ...rest] = name.split(' ');
  const business = rest.length === 0 ? [] : [businessName(rest.join(' '))];
  return [t(`step.${verb}`, { defaultValue: verb }), ...business].join(': ');
}

/** What only tells how much was looked at; the page of the run has it. */
const effort: ReadonlySet<string> = new Set(['pages', 'unchangedPages', 'listed']);

/** The counts of a run, or of its steps together when it has none of its own. */
export function countsOf({ counts, steps }: Pick<Run, 'counts' | 'steps'>): Record<string, number> {
  if (Object.keys(counts).length > 0) return counts;
  const sums: Record<string, number> = {};
  for (const step of steps) {
    for (const [name, count] of Object.entries(step.counts)) if (!effort.has(name)) sums[name] = (sums[name] ?? 0) + count;
  }
  return sums;
}
