import { useEffect } from 'react';

const overlays = '[role="dialog"], [role="alertdialog"], [role="menu"], [data-tabster-dummy]';

/**
 * Gives the focus back when a dialog or menu closes and the focus would fall to nothing: to where the person was before, else to the
 * list's current cell, else to the page. What was there before may be gone, for instance the button of a problem just solved.
 */
export function useFocusKeeper(): void {
  useEffect(() => {
    let last: HTMLElement | null = null;
    const remember = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement && target.closest(overlays) === null) last = target;
    };
    const giveBack = () => {
      if (document.activeElement !== null && document.activeElement !== document.body) return;
      if (document.querySelector('[aria-modal="true"]') !== null) return;
      const cell = document.querySelector<HTMLElement>('[data-cell][tabindex="0"]');
      (last?.isConnected ? last : (cell ?? document.getElementById('main')))?.focus({ preventScroll: true });
    };
    // Dialogs and menus stand in elements directly under the body, which go when they close.
    const observer = new MutationObserver((changes) => changes.some((change) => change.removedNodes.length > 0) && giveBack());
    observer.observe(document.body, { childList: true });
    document.addEventListener('focusin', remember);
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', remember);
    };
  }, []);
}
