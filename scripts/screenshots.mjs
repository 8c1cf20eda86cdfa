/**
 * Takes a picture of every page of the demo, in light and dark colours, into docs/screenshots. Needs Chromium and a built project.
 *   node scripts/screenshots.mjs [--only name]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { chromium } from 'playwright-core';

const root = resolve(import.meta.dirname, '..');
const folder = join(root, 'docs/screenshots');
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : null;
const viewport = { width: 1400, height: 900 };
const largestBytes = 200_000;
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Grey letters instead of coloured edges pack better.
  '--disable-lcd-text',
];
const row = '[role=row][data-id]';

/** Name of the file, address, and what to do before the picture is taken. */
const pictures = [
  ['list', '/not-invoiced', async (page) => page.locator(row).nth(10).waitFor()],
  ['filter-pane', '/not-invoiced?view=ready&f.serviceName=@*massage*%7C@*manicure*', openFilterPane],
  ['preview', '/not-invoiced?view=ready', openPreview],
  ['item-panel', '/not-invoiced?view=blocked', openPanel],
  ['calendar-month', '/calendar', async (page) => openCalendar(page, 'dayGridMonth')],
  ['calendar-week', '/calendar', async (page) => openCalendar(page, 'timeGridWeek')],
  ['calendar-day', '/calendar', async (page) => openCalendar(page, 'timeGridDay')],
  ['customer', customerAddress, async (page) => page.locator('table').first().waitFor()],
  ['invoices', '/invoices', async (page) => page.locator('table').waitFor()],
  ['invoice', invoiceAddress, async (page) => page.getByText('Lines as we sent them').waitFor()],
  ['overview', '/overview', async (page) => page.locator('main svg').first().waitFor()],
  ['runs', '/runs', async (page) => page.locator('table').first().waitFor()],
  ['run', runAddress, async (page) => page.getByTestId('run-result').waitFor()],
];

const work = mkdtempSync(join(tmpdir(), 'bookledger-screenshots-'));
const demo = spawn(process.execPath, [join(root, 'dist/src/cli.js'), 'demo', '--port', '0'], {
  cwd: work,
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const baseURL = await addressOf(demo);
  const browser = await chromium.launch({ executablePath: findChromium(), args });
  mkdirSync(folder, { recursive: true });
  for (const colorScheme of ['light', 'dark']) await takeAll(browser, baseURL, colorScheme);
  await browser.close();
} finally {
  demo.kill('SIGTERM');
  if (demo.exitCode === null) await once(demo, 'exit');
  rmSync(work, { recursive: true, force: true });
}

async function takeAll(browser, baseURL, colorScheme) {
  const context = await browser.newContext({
    baseURL,
    viewport,
    colorScheme,
    locale: 'en-GB',
    timezoneId: 'Europe/Copenhagen',
    reducedMotion: 'reduce',
  });
  for (const [name, address, prepare] of pictures.filter(([each]) => only === null || each === only)) {
    const page = await context.newPage();
    await page.goto(typeof address === 'string' ? address : await address(page.request));
    await prepare(page);
    await page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => undefined);
    const file = join(folder, `${name}-${colorScheme}.png`);
    writeFileSync(file, await withFewColours(context, await page.screenshot()));
    await page.close();
    const { size } = statSync(file);
    console.log(`${(size / 1024).toFixed(0).padStart(4)} KB  ${file}`);
    if (size > largestBytes) throw new Error(`${file} is larger than ${largestBytes / 1024} KB.`);
  }
  await context.close();
}

async function openFilterPane(page) {
  await page.locator(row).first().waitFor();
  await page.keyboard.press('Shift+F3');
  await page.getByRole('form', { name: 'Add a filter' }).waitFor();
}

async function openPreview(page) {
  await page.locator(row).first().waitFor();
  await page.getByRole('button', { name: 'Create drafts' }).click();
  await page.getByRole('menuitem', { name: 'For everything in the list…' }).click();
  await page.getByTestId('preview-document').first().waitFor();
}

async function openPanel(page) {
  await page.locator(row).first().waitFor();
  const doubtful = page.locator(row).filter({ hasText: /Several customers fit|Item suggested/ });
  await ((await doubtful.count()) > 0 ? doubtful : page.locator(row)).first().locator('[role=gridcell]').nth(4).dblclick();
  await page.getByTestId('factbox').getByRole('heading').nth(1).waitFor();
}

async function openCalendar(page, view) {
  await page.locator(`.fc-${view}-button`).click();
  await page.locator(`.fc-${view}-view .fc-event`).first().waitFor();
}

async function invoiceAddress(request) {
  const { rows } = await (await request.get('/api/invoices')).json();
  return `/invoices/${rows[0].id}`;
}

async function customerAddress(request) {
  const { rows } = await (await request.get('/api/invoices')).json();
  return `/customers/${rows[0].companyId}/${encodeURIComponent(rows[0].customer.number)}`;
}

async function runAddress(request) {
  const { rows } = await (await request.get('/api/runs?kind=create')).json();
  return `/runs/${rows[0].id}`;
}

/** The demo says where its pages are when everything in it is ready. */
async function addressOf(child) {
  let said = '';
  child.stdout.setEncoding('utf8');
  return new Promise((found, failed) => {
    child.once('exit', () => failed(new Error(`The demo ended: ${said}`)));
    child.stdout.on('data', (text) => {
      said += text;
      const address = /finance pages\s+(http:\S+)/.exec(said)?.[1];
      if (address !== undefined) found(address);
    });
  });
}

/** The same picture with at most 256 colours, which is plenty for letters and lines, at a third of the size. */
async function withFewColours(context, png) {
  const page = await context.newPage();
  const pixels = await page.evaluate(
    async (source) => {
      const picture = new Image();
      picture.src = source;
      await picture.decode();
      const brush = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
      brush.drawImage(picture, 0, 0);
      const { data } = brush.getImageData(0, 0, picture.width, picture.height);
      const letters = [];
      for (let at = 0; at < data.length; at += 8_192) letters.push(String.fromCharCode(...data.subarray(at, at + 8_192)));
      return btoa(letters.join(''));
    },
    `data:image/png;base64,${png.toString('base64')}`,
  );
  await page.close();
  return indexedPng(Buffer.from(pixels, 'base64'), png.readUInt32BE(16), png.readUInt32BE(20));
}

/** @param rgba four bytes a pixel */
function indexedPng(rgba, width, height) {
  for (let shades = 64; ; shades -= 4) {
    const places = new Map();
    const lines = Buffer.alloc((width + 1) * height);
    const rounded = (value) => Math.round((Math.round((value * (shades - 1)) / 255) * 255) / (shades - 1));
    for (let pixel = 0; pixel < width * height && places.size <= 256; pixel += 1) {
      const [red, green, blue] = rgba.subarray(pixel * 4, pixel * 4 + 3);
      const colour = (rounded(red) << 16) | (rounded(green) << 8) | rounded(blue);
      if (!places.has(colour)) places.set(colour, places.size);
      lines[pixel + Math.floor(pixel / width) + 1] = places.get(colour);
    }
    if (places.size > 256) continue;
    const palette = Buffer.from([...places.keys()].flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
    const head = Buffer.from([...bigEndian(width), ...bigEndian(height), 8, 3, 0, 0, 0]);
    const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
    const image = deflateSync(lines, { level: 9 });
    return Buffer.concat([
      signature,
      chunk('IHDR', head),
      chunk('PLTE', palette),
      chunk('IDAT', image),
      chunk('IEND', Buffer.alloc(0)),
    ]);
  }
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([bigEndian(data.length), body, bigEndian(crc32(body))]);
}

function bigEndian(number) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(number);
  return bytes;
}

function findChromium() {
  const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome-stable', '/usr/bin/google-chrome'];
  const found = places.find((file) => existsSync(file));
  if (found === undefined)
    throw new Error('No Chromium is installed. Install it with "apt-get install chromium" and run this again.');
  return found;
}
