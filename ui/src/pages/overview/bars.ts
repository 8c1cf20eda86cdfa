/** Where a bar stands; heights are for drawing only, so floats do. */
export interface PlacedBar<T> {
  bar: T;
  x: number;
  width: number;
  height: number;
  /** Too many bars leave no room for the text of each. */
  showsText: boolean;
}

/** Pixels a date needs. */
const textWidthPx = 78;

/** Spreads bars over a width, the largest as high as the space. Negative amounts stand as empty bars. */
export function barsOf<T extends { amount: string }>(
  bars: readonly T[],
  space: { width: number; height: number },
): PlacedBar<T>[] {
  if (bars.length === 0) return [];
  const largest = Math.max(...bars.map((bar) => Number(bar.amount)), 0);
  const slot = space.width / bars.length;
  const width = Math.min(64, slot * 0.7);
  const every = Math.max(1, Math.ceil(textWidthPx / slot));
  return bars.map((bar, index) => ({
    bar,
    x: index * slot + (slot - width) / 2,
    width,
    height: largest === 0 ? 0 : (Math.max(0, Number(bar.amount)) / largest) * space.height,
    showsText: index % every === 0,
  }));
}
