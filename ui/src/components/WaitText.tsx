import { useTranslation } from 'react-i18next';
import type { Wait } from '../api/types-desk.js';
import { localDateOf } from '../format/time.js';
import { useFormats } from '../i18n/useFormats.js';

interface WaitProps {
  /** What is waited for, where it is known. */
  wait?: Wait | undefined;
  /** When it is tried again by itself; null when nobody knows. */
  nextAttemptAt: string | null;
  zone: string | null;
}

/** What something waits for and until when, in sentences; nothing when neither is known. */
export function WaitText({ wait, nextAttemptAt, zone }: WaitProps) {
  const { t } = useTranslation();
  const timeOf = useTimeText(zone);
  const pauseEnd = wait?.until ?? null;
  return (
    <>
      {wait && t(`wait.${wait.why}`, { system: t(`system.${wait.system}`) })}{' '}
      {pauseEnd !== null && pauseEnd !== nextAttemptAt && (
        <time dateTime={pauseEnd}>{t('wait.pauseUntil', timeOf(pauseEnd))} </time>
      )}
      {nextAttemptAt !== null && <time dateTime={nextAttemptAt}>{t('wait.nextAttempt', timeOf(nextAttemptAt))}</time>}
    </>
  );
}

/** The clock of the business, with the day where it is not today, and the name of its zone. */
function useTimeText(zone: string | null): (at: string) => { time: string; zone: string } {
  const formats = useFormats();
  return (at) => {
    const isToday = localDateOf(at, zone) === localDateOf(new Date().toISOString(), zone);
    return { time: isToday ? formats.time(at, zone) : formats.dateTime(at, zone), zone: formats.zoneName(at, zone) };
  };
}
