/** `npm run crash` asks for the long run; everything else is the short one. */
export const isLongRun = process.env.CRASH_LONG === '1';

/** Random kills of one run. */
export const randomKills = Number(process.env.CRASH_KILLS ?? (isLongRun ? 240 : 30));

/** What the random moments are drawn from. Print it, pass it as CRASH_SEED, and the same moments come again, as far as the machine repeats itself. */
export const randomSeed = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000);

/** One line that says how much was tried; tests that only pass tell nothing. */
export function report(what: string, numbers: { startedMs: number } & Record<string, number | string>): void {
  const { startedMs, ...rest } = numbers;
  const told = Object.entries(rest).map(([name, value]) => `${name} ${value}`);
  process.stdout.write(`crash: ${what}: ${[...told, `${Math.round((performance.now() - startedMs) / 1000)} s`].join(', ')}\n`);
}
