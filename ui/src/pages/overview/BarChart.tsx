import { makeStyles, Switch, Text, tokens } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../../components/DataTable.js';
import { useFormats } from '../../i18n/useFormats.js';
import { barsOf } from './bars.js';

export interface Bar {
  label: string;
  count: number;
  amount: string;
}

const useStyles = makeStyles({
  card: {
    display: 'grid',
    gap: tokens.spacingVerticalS,
    alignContent: 'start',
    padding: tokens.spacingHorizontalM,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    margin: 0,
  },
  head: { display: 'flex', justifyContent: 'space-between', alignItems: 'center' },
  svg: { width: '100%', height: 'auto', maxHeight: '260px', overflow: 'visible' },
  bar: { fill: tokens.colorBrandBackground },
  text: { fill: tokens.colorNeutralForeground2, fontSize: '11px' },
  value: { fill: tokens.colorNeutralForeground1, fontSize: '11px', fontWeight: tokens.fontWeightSemibold },
  axis: { stroke: tokens.colorNeutralStroke1 },
});

const size = { width: 480, height: 220, bottom: 34, top: 18 };

/** Amounts as bars, each with its value printed; the same as a table at the turn of a switch. */
export function BarChart({ title, bars, currency }: { title: string; bars: Bar[]; currency: string }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  return (
    <figure className={styles.card} aria-labelledby={id}>
      <div className={styles.head}>
        <Text as="h2" weight="semibold" id={id} style={{ margin: 0 }}>
          {title}
        </Text>
        <Switch label={t('overview.asTable')} checked={asTable} onChange={(_, { checked }) => setAsTable(checked)} />
      </div>
      {asTable ? (
        <BarTable title={title} bars={bars} currency={currency} />
      ) : (
        <Bars title={title} bars={bars} currency={currency} />
      )}
    </figure>
  );
}

function Bars({ title, bars, currency }: { title: string; bars: Bar[]; currency: string }) {
  const styles = useStyles();
  const formats = useFormats();
  const floor = size.height - size.bottom;
  const summary = bars.map((bar) => `${bar.label}: ${formats.money(bar.amount, currency)}`).join('; ');
  return (
    <svg className={styles.svg} viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={`${title}. ${summary}`}>
      <line className={styles.axis} x1={0} x2={size.width} y1={floor} y2={floor} />
      {barsOf(bars, { width: size.width, height: floor - size.top }).map(({ bar, x, width, height, showsText }) => (
        <g key={bar.label}>
          <title>{`${bar.label}: ${formats.money(bar.amount, currency)} (${bar.count})`}</title>
          <rect className={styles.bar} x={x} y={floor - height} width={width} height={height} rx={2} />
          {showsText && (
            <>
              <text className={styles.value} x={x + width / 2} y={floor - height - 4} textAnchor="middle">
                {formats.count(Math.round(Number(bar.amount)))}
              </text>
              <text className={styles.text} x={x + width / 2} y={floor + 15} textAnchor="middle">
                {bar.label}
              </text>
            </>
          )}
        </g>
      ))}
    </svg>
  );
}

function BarTable({ title, bars, currency }: { title: string; bars: Bar[]; currency: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <DataTable
      label={title}
      rows={bars}
      keyOf={(bar) => bar.label}
      columns={[
        { id: 'label', title: t('overview.period'), cell: (bar) => bar.label },
        { id: 'count', title: t('overview.bookings'), isNumber: true, cell: (bar) => formats.count(bar.count) },
        { id: 'amount', title: t('column.amount'), isNumber: true, cell: (bar) => formats.money(bar.amount, currency) },
      ]}
    />
  );
}
