/** A text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection; D.1.11). */
export function guarded(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
