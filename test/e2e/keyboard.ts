import type { Locator, Page } from 'playwright-core';

/** No page has this many stops on the way round. */
const mostStops = 80;

/** Presses Tab until the focus is on the element, as somebody without a mouse does. Throws naming the stops when it is never reached. */
export async function tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const page = target.page();
  await target.waitFor();
  const stops: string[] = [];
  for (let count = 0; count < mostStops; count += 1) {
    if (await hasFocus(target)) return;
    await page.keyboard.press(key);
    stops.push(await focused(page));
  }
  throw new Error(`Tab never reached ${String(target)}; it went through ${stops.join(' | ')}`);
}

/** Moves along a toolbar, menu, tab list or radio group with an arrow key until the element has the focus. */
export async function arrowTo(target: Locator, key: 'ArrowRight' | 'ArrowDown' | 'ArrowLeft' | 'ArrowUp'): Promise<void> {
  const page = target.page();
  await target.waitFor();
  for (let count = 0; count < mostStops; count += 1) {
    if (await hasFocus(target)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} never reached ${String(target)}; the focus is on ${await focused(page)}`);
}

/** What has the focus, for messages. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    const name = element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    return `${element?.getAttribute('role') ?? element?.tagName ?? 'nothing'} "${name.slice(0, 40)}"`;
  });
}

function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}
