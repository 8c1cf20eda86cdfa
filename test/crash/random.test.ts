import { compileProgram, type Program } from './program.js';
import { randomKills, randomSeed, report } from './scale.js';
import { storm } from './storm.js';

describe('processes killed at random moments, while Business Central cuts connections after doing the work', () => {
  let program: Program;

  beforeAll(async () => {
    program = await compileProgram();
  }, 60_000);

  afterAll(() => program.remove());

  it.each([
    { processes: 1, share: 0.6, title: 'one after another' },
    { processes: 2, share: 0.4, title: 'two at a time on one database' },
  ])(
    'bill every booking exactly once: $title',
    async ({ processes, share, title }) => {
      const startedMs = performance.now();
      const kills = Math.round(randomKills * share);

      const { violations, faults, ...counts } = await storm({ program, processes, kills, seed: randomSeed });

      report(`random moments, ${title} (CRASH_SEED=${randomSeed})`, {
        ...counts,
        ...faults,
        violations: violations.length,
        startedMs,
      });
      expect(violations).toEqual([]);
      expect(counts.kills).toBeGreaterThanOrEqual(kills);
      expect(counts.drafts).toBeGreaterThanOrEqual(7 * counts.worlds);
    },
    3_600_000,
  );
});
