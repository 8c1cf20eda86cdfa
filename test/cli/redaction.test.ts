import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { FaultAction, FaultRule } from '../../sandbox/contract.js';
import { sandboxCredentials } from '../../sandbox/server.js';
import { openShell, type Shell } from './program.js';

/** What must stay inside: credentials, and what people wrote. */
const note = 'PRIVATE-NOTE-about-my-knee';
const opaqueToken = 'opaqueToken.0123456789.abcdefghij';
const { clientSecret } = sandboxCredentials;

/** What a server might say when it shows the request it choked on: in the error's own sentence, and around it. */
const chatty = {
  error: {
    code: 'Internal_ServerError',
    message: `Request failed. Authorization: Bearer ${opaqueToken} client_secret=${clientSecret} client_assertion=${opaqueToken}`,
    innerError: { request: `{"customerNotes":"${note}"}`, headers: { authorization: `Bearer ${opaqueToken}` } },
  },
  request: { body: `{"customerNotes":"${note}","emailAddress":"anna@x.test"}` },
};

let shell: Shell;
let printed: string;

beforeEach(async () => {
  printed = '';
  shell = await openShell({
    config: { sync: { schedule: '0 0 1 1 *', nudgePoll: '50ms', shutdown: '5s' }, server: { port: 0 }, log: { level: 'debug' } },
  });
  shell.book('Anna Karlsen', 'anna@x.test');
  shell.book('Bo Krag', 'bo@x.test');
}, 30_000);

afterEach(() => shell.close());

/** What people wrote, on every booking; after the faults of a test, for the first rule that fits counts. */
function writeNotes(): void {
  const fields = { serviceNotes: note, customerNotes: note };
  shell.sandbox.control.addFault({ system: 'graph', times: null, action: { kind: 'alterRecord', where: {}, fields } });
}

/** Every way out of the program: both streams, and whatever text files it left. */
async function run(...args: string[]): Promise<void> {
  const { out, err } = await shell.run(...args);
  printed += `${out}\n${err}\n`;
}

function expectNothingPrivate(): void {
  expect(printed).not.toContain(clientSecret);
  expect(printed).not.toContain(opaqueToken);
  expect(printed).not.toContain(note);
  // Tokens of the sandbox begin like every JSON web token.
  expect(printed).not.toMatch(/eyJ[\w-]{10,}/);
  expect(printed).not.toMatch(/authorization["']?\s*[:=]\s*["']?(?!\s*Bearer \[token\])\S/i);
}

const bothSides = (action: FaultAction): FaultRule[] =>
  (['graph', 'businessCentral'] as const).map((system) => ({ system, times: null, action }));

const faults: [string, FaultRule[]][] = [
  ['401 from both', bothSides({ kind: 'expiredToken' })],
  ['500 that shows the request, from both', bothSides({ kind: 'status', status: 500, body: chatty })],
  [
    'a refusal that shows the request, from Business Central',
    [{ system: 'businessCentral', times: null, action: { kind: 'status', status: 400, body: chatty } }],
  ],
  ['HTML pages', bothSides({ kind: 'html' })],
  [
    'a sign-in that shows the request',
    [{ system: 'identity', times: null, action: { kind: 'status', status: 400, body: chatty } }],
  ],
  [
    'a sign-in that repeats the secret',
    [
      {
        system: 'identity',
        times: null,
        action: {
          kind: 'status',
          status: 400,
          body: { error: 'invalid_request', error_description: `AADSTS90014: The field 'x' is wrong in ${clientSecret}.` },
        },
      },
    ],
  ],
  [
    'a record that makes no sense',
    [
      {
        system: 'graph',
        times: null,
        action: { kind: 'alterRecord', where: {}, fields: { serviceNotes: [note], price: note, startDateTime: note } },
      },
    ],
  ],
];

test.each(faults)('with %s neither secrets nor tokens nor notes leave the program', async (_what, rules) => {
  for (const rule of rules) shell.sandbox.control.addFault(rule);
  writeNotes();

  await run('sync', '--once', '--verbose');
  await run(...(rules[0]!.system === 'identity' ? ['check', '--verbose'] : ['runs', '--json']));

  const struck = shell.sandbox.control.faults().filter(({ hit }) => hit > 0);
  expect(struck.length).toBeGreaterThanOrEqual(rules.length);
  expect(printed).toContain('run finished');
  expectNothingPrivate();
});

test('the log of the service at its most talkative holds none of it either, nor addresses with a query', async () => {
  const action = { kind: 'status', status: 500, body: chatty } as const;
  shell.sandbox.control.addFault({ system: 'businessCentral', times: 5, action });
  writeNotes();
  const child = shell.start('serve', '--verbose');
  const take = (text: string): void => void (printed += text);
  child.stdout!.setEncoding('utf8').on('data', take);
  child.stderr!.setEncoding('utf8').on('data', take);
  while (!printed.includes('run finished')) await once(child.stderr!, 'data');
  child.kill('SIGTERM');
  await once(child, 'close');

  expect(printed).toContain('"level":"warn"');
  expectNothingPrivate();
  expect(printed).not.toMatch(/https:\/\/[^"\s]+\?/);
});

test('no file beside the database holds them, and the database holds no secret and no token', async () => {
  writeNotes();
  await run('sync', '--once');

  const files = readdirSync(shell.directory).filter((name) => statSync(join(shell.directory, name)).isFile());
  for (const name of files.filter((file) => file !== 'bookledger.yaml')) {
    const text = readFileSync(join(shell.directory, name)).toString('latin1');
    expect([name, text.includes(clientSecret), /eyJ[\w-]{30,}/.test(text), text.includes(note)]).toEqual([
      name,
      false,
      false,
      false,
    ]);
  }
});
