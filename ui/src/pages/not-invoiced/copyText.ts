/**
 * Puts text on the clipboard that may take a moment to arrive: the browser is asked while the person's click or key still counts, and gets the
 * text afterwards. Throws what the text's promise throws.
 */
export async function copyText(text: Promise<string>): Promise<void> {
  if (navigator.clipboard === undefined) return copyByMark(await text);
  if (typeof ClipboardItem === 'undefined') return navigator.clipboard.writeText(await text);
  const blob = text.then((plain) => new Blob([plain], { type: 'text/plain' }));
  await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
}

/** Without HTTPS, and not on this machine, there is no clipboard for pages but the old way: mark and copy. */
function copyByMark(text: string): void {
  const field = document.createElement('textarea');
  const focused = document.activeElement;
  field.value = text;
  field.style.position = 'fixed';
  field.style.opacity = '0';
  document.body.append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  if (!copied) throw new Error('The browser did not let the page copy.');
}
