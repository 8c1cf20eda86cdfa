// Installs what the project needs and is missing, and nothing else. Plain Node, because it runs before anything is installed.
// With --browser also Debian's Chromium, for the browser tests.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const stamp = join(root, 'node_modules/.bookledger-installed');
const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

checkNode();
if (!isInstalled()) install();
if (process.argv.includes('--browser') && !browsers.some((file) => existsSync(file)))
  aptInstall(['chromium'], 'Chromium, for the browser tests');

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  fail(`Node ${process.versions.node} is too old. Install Node 20.19 or newer.`);
}

/** The lock file this folder was installed from is remembered, so that an update of it is noticed. */
function isInstalled() {
  const hasTools = existsSync(join(root, 'node_modules/typescript/package.json'));
  return hasTools && existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash() && canOpenDatabase();
}

function install() {
  say('Installing packages …');
  const first = npmCi();
  if (!first || !canOpenDatabase()) {
    // The SQLite driver is compiled where no ready-made build can be fetched.
    aptInstall(['python3', 'make', 'g++'], 'a compiler, for the SQLite driver');
    if (!npmCi() || !canOpenDatabase()) fail('The packages could not be installed; the lines above say why.');
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, lockHash());
}

/** Installs from the lock file. What npm says is shown only when nothing worked. */
function npmCi() {
  const headers = resolve(dirname(process.execPath), '..');
  const hasHeaders = existsSync(join(headers, 'include/node/node.h'));
  const env = { ...process.env, NODE_ENV: 'development', ...(hasHeaders ? { npm_config_nodedir: headers } : {}) };
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  // A registry that lacks, or has more of, the packages for other platforms than the one the lock file was made with makes `npm ci`
  // refuse it; `npm install --no-save` then takes the same versions and leaves the lock file alone.
  const said = [];
  for (const words of [['ci'], ['install', '--no-save']]) {
    const ended = spawnSync('npm', [...words, ...quiet], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
    if (ended.status === 0) return true;
    said.push(ended.stdout, ended.stderr);
  }
  process.stderr.write(said.join('\n'));
  return false;
}

function canOpenDatabase() {
  const check = `new (require('better-sqlite3'))(':memory:').close()`;
  try {
    createRequire(join(root, 'package.json')).resolve('better-sqlite3');
  } catch {
    return false;
  }
  return spawnSync(process.execPath, ['-e', check], { cwd: root, stdio: 'ignore' }).status === 0;
}

function aptInstall(packages, what) {
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) {
    fail(`Missing: ${what}. Install ${packages.join(', ')} with your system's package manager, then run this again.`);
  }
  say(`Installing ${what} (${packages.join(', ')}) …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const done =
    run('apt-get', ['update', '-qq'], env) &&
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], env);
  if (!done) fail(`apt-get could not install ${packages.join(', ')}; the lines above say why.`);
}

function run(command, args, env) {
  // Everything they print goes to standard error, so that commands run through npm keep a clean standard output.
  return spawnSync(command, args, { cwd: root, env, stdio: ['ignore', 2, 2] }).status === 0;
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(process.version)
    .digest('hex');
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

function fail(text) {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
