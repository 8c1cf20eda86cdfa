/** The cells of an RFC 4180 file, after its byte order mark; throws on quotes in the wrong place. */
export function readCsv(text: string, separator: string): string[][] {
  if (!text.startsWith('\ufeff')) throw new Error('No byte order mark.');
  const rows: string[][] = [[]];
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^"\\r\\n${separator}]*))(${separator}|\\r\\n|$)`, 'gy');
  const body = text.slice(1);
  while (cell.lastIndex < body.length) {
    const at = cell.lastIndex;
    const match = cell.exec(body);
    if (match === null) throw new Error(`Not RFC 4180 at ${at}: ${body.slice(at, at + 30)}`);
    rows.at(-1)!.push(match[1]?.replaceAll('""', '"') ?? match[2]!);
    if (match[3] === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}
