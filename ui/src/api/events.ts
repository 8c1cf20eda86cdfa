import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useFormats } from '../i18n/useFormats.js';
import { keys } from './keys.js';
import type { Run } from './types-desk.js';

type ServerEvent = { type: 'run'; run: Run } | { type: 'status' } | { type: 'items' };

const restMs = 1_000;

/** Keeps the cached answers true by the server's event stream. Each kind of answer is asked again at most once a second. */
export function useServerEvents(): void {
  const queryClient = useQueryClient();
  const { locale } = useFormats();
  useEffect(() => {
    const source = new EventSource(`/api/events?locale=${encodeURIComponent(locale)}`);
    const asked = [keys.list, keys.status, keys.runPages].map((queryKey) =>
      atMostOncePer(restMs, () => void queryClient.invalidateQueries({ queryKey })),
    );
    const [list, status, runs] = asked.map(({ call }) => call) as [() => void, () => void, () => void];
    const take = (message: MessageEvent<string>) => applyEvent(queryClient, parse(message.data), { list, status, runs });
    for (const name of ['message', 'run', 'status', 'items']) source.addEventListener(name, take);
    return () => {
      for (const { stop } of asked) stop();
      source.close();
    };
  }, [queryClient, locale]);
}

function applyEvent(
  queryClient: QueryClient,
  event: ServerEvent | null,
  changed: Record<'list' | 'status' | 'runs', () => void>,
): void {
  if (event?.type === 'items') changed.list();
  if (event?.type === 'status') changed.status();
  if (event?.type !== 'run') return;
  queryClient.setQueryData(keys.run(event.run.id), event.run);
  changed.runs();
  void queryClient.invalidateQueries({ queryKey: keys.runNotes(event.run.id) });
}

function parse(data: string): ServerEvent | null {
  try {
    return JSON.parse(data) as ServerEvent;
  } catch {
    return null;
  }
}

/** Calls at once, then holds further calls back until the rest is over, and makes one of them. */
function atMostOncePer(ms: number, action: () => void): { call: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let again = false;
  const call = () => {
    if (timer !== null) {
      again = true;
      return;
    }
    action();
    timer = setTimeout(() => {
      timer = null;
      const wanted = again;
      again = false;
      if (wanted) call();
    }, ms);
  };
  return { call, stop: () => timer !== null && clearTimeout(timer) };
}
