import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runSandboxCli } from '../../../sandbox/cli.js';
import { pairsToObject, readFault } from '../../../sandbox/cli-control.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sandbox-cli-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Starts by command line, runs the work while it is up, and stops it. Gives back what start printed. */
async function whileStarted(flags: string[], work: (printed: string[]) => Promise<void>): Promise<string[]> {
  const printed: string[] = [];
  const stop = new AbortController();
  let tellReady = (): void => undefined;
  const ready = new Promise<void>((resolve) => (tellReady = resolve));
  const print = (line: string, ...more: unknown[]): void => {
    printed.push([line, ...more].join(' '));
    if (/^Stop it|^\{/.test(line)) tellReady();
  };
  const running = runSandboxCli(['--data-dir', folder, 'start', ...flags], { print, stop: stop.signal });
  await Promise.race([ready, running]);
  try {
    await work(printed);
  } finally {
    stop.abort();
    await running;
  }
  return printed;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
async function run(...words: string[]): Promise<any> {
  const printed: string[] = [];
  await runSandboxCli(['--data-dir', folder, ...words], { print: (line) => printed.push(line) });
  return printed[0] === 'Done.' ? 'Done.' : JSON.parse(printed.join('\n'));
}

describe('the command line', () => {
  it('starts a sandbox, says where it is in sentences, and stops', async () => {
    const printed = await whileStarted(
      ['--seed-size', '40', '--customers', '5', '--page-size', '7', '--latency', '1'],
      async () => {
        expect(await run('appointments', 'salon@fjord.test')).toHaveLength(40);
        expect(await run('settings')).toMatchObject({ graph: { pageSize: 7 } });
        expect(await run('latency')).toEqual({ identity: 1, graph: 1, businessCentral: 1 });
      },
    );

    expect(printed.find((line) => line.startsWith('Graph answers'))).toMatch(/https:\/\/localhost:\d+\/v1\.0$/);
    expect(existsSync(path.join(folder, 'ca.pem'))).toBe(true);
    expect(printed.at(-1)).toBe('The sandbox has stopped.');
    await expect(run('counters')).rejects.toThrow(/does not answer/);
  });

  it('prints the addresses as JSON for programs', async () => {
    await whileStarted(['--json'], async ([line]) => {
      const addresses = JSON.parse(line!);

      expect(addresses.caFile).toBe(path.join(folder, 'ca.pem'));
      expect(Object.keys(addresses)).toEqual(
        expect.arrayContaining(['graphUrl', 'authorityUrl', 'businessCentralUrl', 'controlUrl', 'credentials']),
      );
    });
  });

  it('sends events, faults, clock and settings to the one that runs', async () => {
    await whileStarted(['--now', '2026-11-21T11:00:00.000Z'], async () => {
      const [first] = await run('appointments', 'salon@fjord.test');
      const event = await run('event', 'price', `appointmentId=${first.id}`, 'price=95');
      const fault = await run('fault', 'status', 'status=429', 'retryAfter=2', 'system=graph', 'times=3');
      const clock = await run('clock', 'now=2027-01-01T00:00:00.000Z', 'frozen=true');

      expect(event).toEqual({ business: 'salon@fjord.test', appointmentId: first.id });
      expect((await run('appointments', 'salon@fjord.test'))[0].price).toBe(95);
      expect(fault).toMatchObject({ system: 'graph', times: 3, action: { kind: 'status', status: 429, retryAfter: '2' } });
      expect(clock).toEqual({ now: '2027-01-01T00:00:00.000Z', frozen: true });
      expect(await run('settings', 'graph.customersInLists=filled')).toMatchObject({ graph: { customersInLists: 'filled' } });
      expect(await run('fault', 'clear')).toBe('Done.');
      await expect(run('event', 'cancel', 'appointmentId=unknown')).rejects.toThrow(/no appointment unknown/);
    });
  });

  it("plays finance's side: enters and edits a draft, posts, pays, cancels and deletes", async () => {
    await whileStarted([], async () => {
      const line = { lineType: 'Item', lineObjectNumber: 'S-MASSAGE', quantity: 1 };
      const invoice = `invoice=${JSON.stringify({ customerNumber: 'C00010', salesInvoiceLines: [line] })}`;
      const ids: string[] = [];
      for (let n = 0; n < 3; n += 1) ids.push(`invoiceId=${(await run('erp', 'createInvoice', invoice)).invoiceId}`);
      const [first, second, third] = ids as [string, string, string];
      const seen = async () => {
        const [{ drafts, posted }] = await run('erp', 'state');
        const ours = [...drafts, ...posted].filter(({ invoiceId }) => ids.includes(`invoiceId=${invoiceId}`));
        return ours.map(({ status, lines }) => `${status} ${lines[0].unitPrice}`).sort();
      };

      await run('erp', 'editLine', first, 'lineNo=1', 'changes={"unitPrice":50}');
      await run('erp', 'post', first);
      await run('erp', 'post', second);
      const posted = await seen();
      await run('erp', 'pay', first);
      await run('erp', 'cancel', second);
      await run('erp', 'deleteDraft', third);

      expect(posted).toEqual(['Draft 85', 'Open 50', 'Open 85']);
      expect(await seen()).toEqual(['Canceled 85', 'Paid 50']);
      expect(await run('erp')).toEqual(expect.arrayContaining(['cancel', 'deleteDraft', 'editLine', 'post']));
      await expect(run('erp', 'post', first)).rejects.toThrow('The action can be applied to a draft invoice only.');
    });
  });

  it('refuses numbers that are none, and says when nothing was started', async () => {
    await expect(runSandboxCli(['--data-dir', folder, 'start', '--latency', 'soon'], { print: () => undefined })).rejects.toThrow(
      /whole number/,
    );
    await expect(runSandboxCli(['--data-dir', path.join(folder, 'none'), 'counters'])).rejects.toThrow(
      /No sandbox has been started/,
    );
  });
});

describe('name=value words', () => {
  it('become JSON values, texts and rooms', () => {
    expect(
      pairsToObject(['id=AAMk==', 'price=9.5', 'graph.pageSize=5', 'graph.nextLinks=normal', 'attendee={"name":"A"}']),
    ).toEqual({
      id: 'AAMk==',
      price: 9.5,
      graph: { pageSize: 5, nextLinks: 'normal' },
      attendee: { name: 'A' },
    });
    expect(() => pairsToObject(['price'])).toThrow(/name=value/);
  });

  it('of a fault part into rule and action', () => {
    expect(readFault('slow', { ms: 5, times: null, pattern: 'x' })).toEqual({
      times: null,
      pattern: 'x',
      action: { kind: 'slow', ms: 5 },
    });
  });
});
