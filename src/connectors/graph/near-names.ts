/** A business as the list of all shows it. */
export interface KnownBusiness {
  id: string;
  displayName: string;
}

/** Below this share of common letter pairs two addresses have nothing to do with each other. */
const leastLikeness = 0.35;

/** Up to three businesses whose address looks like the wanted one, most alike first. */
export function nearest(businessId: string, known: readonly KnownBusiness[]): KnownBusiness[] {
  const wanted = pairsOf(businessId);
  const scored = known.map((business) => ({ business, score: likeness(wanted, pairsOf(business.id)) }));
  const near = scored.filter(({ score }) => score >= leastLikeness).sort((a, b) => b.score - a.score);
  return near.slice(0, 3).map(({ business }) => business);
}

/** Share of letter pairs two texts have in common (Dice): 1 for the same text. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((pair) => b.has(pair)).length;
  return (2 * common) / (a.size + b.size || 1);
}

function pairsOf(text: string): ReadonlySet<string> {
  const lower = text.toLowerCase();
  return new Set(Array.from({ length: Math.max(0, lower.length - 1) }, (_, at) => lower.slice(at, at + 2)));
}
