import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { ErrorCircleRegular, WarningRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../api/types.js';

const useStyles = makeStyles({
  line: { display: 'flex', gap: '6px', alignItems: 'flex-start' },
  text: { display: 'grid', minWidth: 0, overflowWrap: 'anywhere' },
  blocks: { color: tokens.colorPaletteRedForeground1, flexShrink: 0, marginTop: '2px' },
  warns: { color: tokens.colorPaletteDarkOrangeForeground1, flexShrink: 0, marginTop: '2px' },
});

/** A problem by its short name and by what the server says of it, in the language of the page. */
export function ProblemText({ problem }: { problem: Problem }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const Icon = problem.severity === 'blocks' ? ErrorCircleRegular : WarningRegular;
  return (
    <div className={styles.line}>
      <Icon className={styles[problem.severity]} aria-label={t(`severity.${problem.severity}`)} />
      <div className={styles.text}>
        <Text weight="semibold" size={200}>
          {t(`problem.${problem.code}.title`, { defaultValue: problem.code })}
        </Text>
        <Text size={200}>{problem.message}</Text>
      </div>
    </div>
  );
}
