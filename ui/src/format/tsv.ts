/** Rows as tab-separated text for the clipboard. Tabs and line breaks inside a value would break the paste, so they become spaces. */
export function tabSeparated(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(oneLine).join('\t')).join('\r\n');
}

function oneLine(value: string): string {
  return guarded(value.replace(/[\t\r\n]+/g, ' '));
}

/** A spreadsheet runs text that begins like a formula; a leading apostrophe keeps it text. Negative numbers stay numbers. */
function guarded(value: string): string {
  return /^[=+@]/.test(value) || /^-(?![\d.,\s\u00a0]+$)/.test(value) ? `'${value}` : value;
}
