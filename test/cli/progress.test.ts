import { jest } from '@jest/globals';
import { progress } from '../../src/cli/create.js';
import type { Run } from '../../src/domain/run-store.js';

test('each step is told once, when it ends, also when a later one ends before an earlier one', () => {
  const lines: string[] = [];
  const spy = jest.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
  const stepsEnded = (...ended: string[]) =>
    ({
      id: 'run',
      steps: ['pull a', 'resolve', 'pull b'].map((name) => ({
        name,
        startedAt: '2026-06-10T10:00:00.000Z',
        finishedAt: ended.includes(name) ? '2026-06-10T10:00:01.000Z' : null,
        counts: {},
        error: null,
      })),
    }) as unknown as Run;
  const tell = progress();

  tell(stepsEnded('pull a'));
  tell(stepsEnded('pull a', 'pull b'));
  tell(stepsEnded('pull a', 'resolve', 'pull b'));
  spy.mockRestore();

  expect(lines.map((line) => line.trim().split(':')[0])).toEqual(['pull a', 'pull b', 'resolve']);
});
