import { readFileSync, writeFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { openGateway, type Gateway } from './gateway.js';
import { openShell, type Shell } from './program.js';

let shell: Shell;
let gateway: Gateway;

beforeAll(async () => {
  shell = await openShell({ sandbox: { graph: { pageSize: 1 } } });
  gateway = await openGateway(shell.sandbox);
  const config = parse(readFileSync(shell.file, 'utf8')) as { signIn: Record<string, unknown> };
  writeFileSync(
    shell.file,
    stringify({
      ...config,
      signIn: { ...config.signIn, authority: gateway.authorityUrl, tenantId: 'other.example', caFile: gateway.caFile },
      bookings: { baseUrl: gateway.graphUrl, scope: 'https://graph.microsoft.com/.default' },
      businessCentral: { baseUrl: gateway.businessCentralUrl, scope: 'https://api.businesscentral.dynamics.com/.default' },
    }),
  );
}, 30_000);

afterAll(async () => {
  await gateway.close();
  await shell.close();
});

test('the same program works against servers at another host, other paths and another authority, with configuration alone', async () => {
  for (const [name, email] of [
    ['Anna Karlsen', 'anna@x.test'],
    ['Bo Krag', 'bo@x.test'],
    ['Bo Krag', 'bo@x.test'],
  ] as const)
    shell.book(name, email);
  shell.sandbox.control.clearCounters();

  const sync = await shell.run('sync', '--once');
  const check = await shell.run('check');
  const create = await shell.run('create', '--all');
  const again = await shell.run('sync', '--once');

  expect([sync, create, again].map(({ code, err }) => [code, err.includes('Error')])).toEqual(Array(3).fill([0, false]));
  expect([check.code, check.out]).toEqual([0, expect.stringContaining('Nothing failed.')]);
  const [company] = shell.sandbox.businessCentral.control.state();
  const ours = company!.drafts.filter(({ externalDocumentNumber: key }) => key.startsWith('BKG-'));
  expect(ours.map(({ customerName, lines }) => [customerName, lines.length]).sort()).toEqual([
    ['Anna Karlsen', 1],
    ['Bo Krag', 2],
  ]);
  const total = Object.values(shell.sandbox.control.counters().total).reduce((sum, count) => sum + count, 0);
  expect(gateway.strayed).toEqual([]);
  expect(gateway.served()).toBe(total);
}, 120_000);

test('without the authority of its certificate the gateway is not believed, and the sentence says what to configure', async () => {
  const file = `${shell.directory}/untrusting.yaml`;
  const config = parse(readFileSync(shell.file, 'utf8')) as { signIn: Record<string, unknown> };
  writeFileSync(file, stringify({ ...config, signIn: { ...config.signIn, caFile: shell.sandbox.caFile } }));

  const { code, out } = await shell.run('check', '--config', file);

  expect([code, out]).toEqual([3, expect.stringContaining('configure the file of the issuing authority (CA file)')]);
});
