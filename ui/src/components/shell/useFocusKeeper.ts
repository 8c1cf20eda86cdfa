import { useEffect } from 'react';

const overlays = '[role="dialog"], [role="alertdialog"], [role="menu"], [data-tabster-dummy], .fui-Toaster';

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
    const leaveNotice = (event: KeyboardEvent) => {
      if (event.key !== 'Tab' || !isAtEdgeOfNotice(document.activeElement, event.shiftKey)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      document.querySelector<HTMLElement>(event.shiftKey ? '#main' : 'a[href="#main"]')?.focus();
    };
    // Dialogs and menus stand in elements directly under the body, which go when they close.
    const observer = new MutationObserver((changes) => changes.some((change) => change.removedNodes.length > 0) && giveBack());
    observer.observe(document.body, { childList: true });
    document.addEventListener('focusin', remember);
    window.addEventListener('keydown', leaveNotice, { capture: true });
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', remember);
      window.removeEventListener('keydown', leaveNotice, { capture: true });
    };
  }, []);
}

/**
 * Fluent keeps Tab inside a notice until Escape or until it goes. Whoever tabs past its last button goes on at the top of the page instead,
 * as after the last element of any page.
 */
function isAtEdgeOfNotice(focused: Element | null, isBackwards: boolean): boolean {
  const notice = focused?.closest('.fui-Toast')?.parentElement;
  // The notice's own frame has the focus, or something in it.
  if (!notice) return isBackwards && focused?.matches(':has(> .fui-Toast)') === true;
  const buttons = [...notice.querySelectorAll('button, a[href]')];
  return !isBackwards && buttons.at(-1) === focused;
}
