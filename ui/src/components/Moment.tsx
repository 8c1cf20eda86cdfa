import { makeStyles, tokens } from '@fluentui/react-components';
import { useFormats } from '../i18n/useFormats.js';

const useStyles = makeStyles({ zone: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase100 } });

/** A moment in the business's zone, with the zone printed beside it. */
export function Moment({ at, zone, part = 'dateTime' }: { at: string; zone: string | null; part?: 'dateTime' | 'time' | 'day' }) {
  const formats = useFormats();
  const styles = useStyles();
  return (
    <time dateTime={at} title={zone ?? 'UTC'}>
      {formats[part](at, zone)} {part !== 'day' && <span className={styles.zone}>{formats.zoneName(at, zone)}</span>}
    </time>
  );
}
