import { useEffect, useRef } from 'react';
import { pageCommandOf, type PageCommand } from '../../keyboard/gridKeys.js';

/** Keys that work wherever the focus is on the page, except behind a dialog. */
export function usePageKeys(handlers: Record<PageCommand, () => void>): void {
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => {
    const take = (event: KeyboardEvent) => {
      const command = pageCommandOf(event);
      if (command === null) return;
      event.preventDefault();
      if (document.querySelector('[role="dialog"][aria-modal="true"]') === null) latest.current[command]();
    };
    document.addEventListener('keydown', take);
    return () => document.removeEventListener('keydown', take);
  }, []);
}
