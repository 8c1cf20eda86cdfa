import { barsOf } from '../../../ui/src/pages/overview/bars.js';

const space = { width: 480, height: 200 };
const bars = (...amounts: string[]) => amounts.map((amount) => ({ amount }));

test('the largest bar fills the height, the others stand in proportion', () => {
  expect(barsOf(bars('50', '100', '0'), space).map((bar) => bar.height)).toEqual([100, 200, 0]);
});

test('bars stay inside the width, side by side', () => {
  const placed = barsOf(bars('1', '1', '1', '1'), space);

  expect(placed.every((bar, index) => bar.x >= (index * 480) / 4 && bar.x + bar.width <= ((index + 1) * 480) / 4)).toBe(true);
});

test('nothing but zeroes or credits draws no bar', () => {
  expect(barsOf(bars('0', '-5'), space).map((bar) => bar.height)).toEqual([0, 0]);
});

test('many bars leave out texts rather than print them over each other', () => {
  const texts = barsOf(bars(...Array.from({ length: 24 }, () => '1')), space).filter((bar) => bar.showsText);

  expect(texts.length).toBeLessThanOrEqual(6);
  expect(texts.length).toBeGreaterThan(3);
});
