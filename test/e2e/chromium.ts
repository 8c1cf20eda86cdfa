import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Started with these, it needs no display and asks the outside for nothing. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts Chromium with an empty profile. Throws saying how to install it when there is none. */
export async function startChromium(): Promise<Browser> {
  const executablePath = places.find((file) => existsSync(file));
  if (executablePath === undefined)
    throw new Error('No Chromium is installed. Install it with "apt-get install chromium" (Debian, Ubuntu) or as Google Chrome.');
  return chromium.launch({ executablePath, headless: true, args });
}
