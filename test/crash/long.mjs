/** The long run: `node test/crash/long.mjs [kills] [seed]`. The same tests with every boundary and many more random moments. */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const [kills = '240', seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
const jest = ['--experimental-vm-modules', '--no-warnings=ExperimentalWarning', join(root, 'node_modules/jest/bin/jest.js')];
const env = { ...process.env, CRASH_LONG: '1', CRASH_KILLS: kills, CRASH_SEED: seed };
const { status } = spawnSync(process.execPath, [...jest, 'test/crash'], { cwd: root, env, stdio: 'inherit' });
process.exitCode = status ?? 1;
