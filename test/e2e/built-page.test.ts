import { spawnSync } from 'node:child_process';

test('the script a browser loads before the first page stays below its limit', () => {
  const measured = spawnSync(process.execPath, ['scripts/bundle-size.mjs'], { encoding: 'utf8' });

  expect(measured.stdout).toMatch(/script before the first page, gzipped/);
  expect([measured.status, measured.stderr]).toEqual([0, '']);
});
