/** ` Did you mean "x"?` for the known word nearest to what was written, or nothing when none is near. */
export function suggestion(written: string, known: readonly string[]): string {
  let best: { word: string; distance: number } | null = null;
  for (const word of known) {
    const distance = editDistance(written.toLowerCase(), word.toLowerCase());
    if (best === null || distance < best.distance) best = { word, distance };
  }
  if (best === null || best.distance > Math.max(2, Math.floor(written.length / 3))) return '';
  return ` Did you mean "${best.word}"?`;
}

/** How many letters must be added, dropped or changed to turn one word into the other. */
export function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (let at = 1; at <= to.length; at += 1) {
      const change = row[at - 1]! + (letter === to[at - 1] ? 0 : 1);
      next.push(Math.min(change, row[at]! + 1, next[at - 1]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}
