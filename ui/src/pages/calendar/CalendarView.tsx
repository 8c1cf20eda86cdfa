import daLocale from '@fullcalendar/core/locales/da';
import enLocale from '@fullcalendar/core/locales/en-gb';
import type { DatesSetArg, EventClickArg, EventContentArg } from '@fullcalendar/core';
import dayGridPlugin from '@fullcalendar/daygrid';
import FullCalendar from '@fullcalendar/react';
import timeGridPlugin from '@fullcalendar/timegrid';
import { makeStyles, tokens } from '@fluentui/react-components';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemRow } from '../../api/types.js';
import { StateBadge, toneOf } from '../../components/StateBadge.js';
import { wallClock } from '../../format/time.js';
import { cellText } from '../not-invoiced/cellText.js';
import { useCellContext } from '../not-invoiced/useCellContext.js';
import { startOfZonedDay } from './zonedDay.js';

const useStyles = makeStyles({
  frame: {
    flexGrow: 1,
    minHeight: '420px',
    fontSize: tokens.fontSizeBase200,
    '--fc-border-color': tokens.colorNeutralStroke2,
    '--fc-page-bg-color': tokens.colorNeutralBackground1,
    '--fc-neutral-bg-color': tokens.colorNeutralBackground3,
    '--fc-today-bg-color': tokens.colorBrandBackground2,
    '--fc-event-bg-color': tokens.colorNeutralBackground1,
    '--fc-event-text-color': tokens.colorNeutralForeground1,
    '--fc-event-border-color': tokens.colorNeutralStroke1,
    '--fc-list-event-hover-bg-color': tokens.colorNeutralBackground1Hover,
    '--fc-button-text-color': tokens.colorNeutralForeground1,
    '--fc-button-bg-color': tokens.colorNeutralBackground1,
    '--fc-button-border-color': tokens.colorNeutralStroke1,
    '--fc-button-hover-bg-color': tokens.colorNeutralBackground1Hover,
    '--fc-button-hover-border-color': tokens.colorNeutralStroke1Hover,
    '--fc-button-active-bg-color': tokens.colorBrandBackground2,
    '--fc-button-active-border-color': tokens.colorBrandStroke1,
    '& .fc a': { color: 'inherit' },
    '& .fc-toolbar-title': { fontSize: tokens.fontSizeBase400 },
    '& .fc-toolbar.fc-header-toolbar': { marginBottom: '8px' },
    '& .fc-timegrid-slot': { height: '26px' },
    '& .fc-timegrid-event .fc-event-main': { containerType: 'size', padding: 0 },
    '& .fc-more-popover .fc-event-main': { containerType: 'normal' },
    // The button for those that found no room stands beside the others, not on them.
    '& .fc-timegrid-col-events': { marginInlineEnd: '22px' },
    '& .fc .fc-timegrid-more-link': {
      insetInlineEnd: '-21px !important',
      width: '20px',
      writingMode: 'vertical-rl',
      color: tokens.colorNeutralForegroundOnBrand,
      backgroundColor: tokens.colorBrandBackground,
    },
    '& .fc-timegrid-event:not(.is-short) .fc-event-main *': { whiteSpace: 'normal' },
    '& .fc-button': { textTransform: 'none', fontSize: tokens.fontSizeBase200, minWidth: '32px' },
    '& .fc-event': {
      cursor: 'pointer',
      overflow: 'hidden',
      borderInlineStartWidth: '4px',
      borderInlineStartStyle: 'solid',
      borderInlineStartColor: tokens.colorNeutralStroke1,
    },
    '& .fc-event:focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-1px' },
    '& .tone-good': { borderInlineStartColor: tokens.colorPaletteGreenBorderActive },
    '& .tone-bad': {
      borderInlineStartColor: tokens.colorPaletteRedBorderActive,
      backgroundColor: tokens.colorPaletteRedBackground1,
    },
    '& .tone-ours': { borderInlineStartColor: tokens.colorBrandStroke1 },
    '& .tone-quiet': { backgroundColor: tokens.colorNeutralBackground3 },
  },
  event: {
    display: 'flex',
    gap: '4px',
    alignItems: 'flex-start',
    lineHeight: '1.3',
    padding: '1px 4px',
    overflow: 'hidden',
    whiteSpace: 'nowrap',
    '@container (max-width: 95px) and (min-height: 40px)': { flexDirection: 'column', padding: '1px 2px' },
  },
  // Whole lines only: half of one cannot be read.
  title: {
    maxWidth: '100%',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    overflowWrap: 'anywhere',
    maxHeight: 'round(down, 100cqh, 1lh)',
    '@container (max-width: 95px) and (min-height: 40px)': { maxHeight: 'calc(round(down, 100cqh, 1lh) - 1lh)' },
  },
  state: { fontWeight: tokens.fontWeightSemibold },
  // Where several appointments share a day's width, who it is matters most: the place tells the time, the sign the state.
  whereRoom: { '@container (max-width: 120px)': { display: 'none' } },
});

// The calendar compares its settings by identity: those made anew at each drawing would set it off without end.
const plugins = [dayGridPlugin, timeGridPlugin];
const locales = [enLocale, daLocale];
const toolbar = { start: 'prev,next today', center: 'title', end: 'dayGridMonth,timeGridWeek,timeGridDay' };
const clock = { hour: '2-digit', minute: '2-digit', hour12: false } as const;
/** How many appointments stand side by side; the rest is behind a number. */
const stacks = { timeGridWeek: { eventMaxStack: 3 }, timeGridDay: { eventMaxStack: 6 } };
/** Narrower windows begin with one day. */
const weekNeedsPx = 640;
/** Too little room for a second line. */
const shortMinutes = 30;
const drawEvent = (arg: EventContentArg) => <EventContent arg={arg} />;

interface ViewProps {
  rows: ItemRow[];
  /** The business's zone: the calendar shows its wall clock, whatever the browser's. */
  zone: string | null;
  isBusy: boolean;
  onSpan: (span: { from: string; to: string }) => void;
  onOpen: (id: string) => void;
}

export function CalendarView({ rows, zone, isBusy, onSpan, onOpen }: ViewProps) {
  const { t, i18n } = useTranslation();
  const styles = useStyles();
  const events = useMemo(() => rows.map((row) => eventOf(row, zone)), [rows, zone]);
  // Signs as text: the calendar's own icons are pictures without a name.
  const buttons = useMemo(
    () => ({
      prev: '\u2039',
      next: '\u203a',
      today: t('calendar.today'),
      month: t('calendar.month'),
      week: t('calendar.week'),
      day: t('calendar.day'),
    }),
    [t],
  );
  const now = useCallback(() => wallClock(new Date().toISOString(), zone), [zone]);
  const open = useCallback(({ event }: EventClickArg) => onOpen(event.id), [onOpen]);
  const [frame, calendar] = useCalendarThatFits();
  const take = useCallback(
    ({ startStr, endStr }: DatesSetArg) => onSpan({ from: startOfZonedDay(startStr, zone), to: startOfZonedDay(endStr, zone) }),
    [onSpan, zone],
  );
  return (
    <div ref={frame} className={styles.frame} aria-busy={isBusy} role="region" aria-label={t('page.calendar')}>
      <FullCalendar
        ref={calendar}
        plugins={plugins}
        initialView={window.innerWidth < weekNeedsPx ? 'timeGridDay' : 'timeGridWeek'}
        headerToolbar={toolbar}
        buttonIcons={false}
        buttonText={buttons}
        displayEventEnd={false}
        eventTimeFormat={clock}
        slotLabelFormat={clock}
        locales={locales}
        locale={i18n.language === 'da' ? 'da' : 'en-gb'}
        direction={i18n.dir()}
        timeZone="UTC"
        now={now}
        nowIndicator
        scrollTime="08:00:00"
        allDaySlot={false}
        dayMaxEvents={6}
        views={stacks}
        slotEventOverlap={false}
        height="100%"
        events={events}
        eventInteractive
        eventContent={drawEvent}
        eventClick={open}
        datesSet={take}
      />
    </div>
  );
}

/** The calendar measures itself only when the window changes; a panel beside it takes room as well. */
function useCalendarThatFits() {
  const frame = useRef<HTMLDivElement>(null);
  const calendar = useRef<FullCalendar>(null);
  useEffect(() => {
    const observer = new ResizeObserver(() => calendar.current?.getApi().updateSize());
    if (frame.current) observer.observe(frame.current);
    return () => observer.disconnect();
  }, []);
  return [frame, calendar] as const;
}

function eventOf(row: ItemRow, zone: string | null) {
  return {
    id: row.id,
    title: row.customerName,
    start: wallClock(row.startsAt, zone),
    end: wallClock(row.endsAt, zone),
    classNames: [`tone-${toneOf(row.state)}`, ...(row.durationMinutes <= shortMinutes ? ['is-short'] : [])],
    extendedProps: { row },
  };
}

/** The state as sign and word, then who and what, and what is wrong. */
function EventContent({ arg }: { arg: EventContentArg }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const row = arg.event.extendedProps['row'] as ItemRow;
  const name = row.customerName || t('list.noCustomer');
  const reason = cellText('reason', row, useCellContext());
  const label = [arg.timeText, t(`state.${row.state}`), name, row.serviceName, reason].filter(Boolean).join(' · ');
  return (
    <span className={styles.event} title={label} aria-label={label}>
      <StateBadge state={row.state} iconOnly />
      <span className={styles.title}>
        <span className={styles.whereRoom}>
          {arg.timeText} <span className={styles.state}>{t(`state.${row.state}`)}</span> ·{' '}
        </span>
        <bdi>{name}</bdi> · <bdi>{row.serviceName}</bdi>
        {reason && (
          <>
            {' · '}
            <bdi>{reason}</bdi>
          </>
        )}
      </span>
    </span>
  );
}
