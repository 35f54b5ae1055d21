import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** Browsers that may be on the machine already. */
const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

const UNPACKED = resolve(import.meta.dirname, '../node_modules/.cache/chromium');

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
];

/** A headless Chromium: `CHROMIUM_PATH`, else one that is installed, else the one that came with the npm packages. */
export async function openBrowser(): Promise<Browser> {
  const installed = [process.env.CHROMIUM_PATH ?? '', ...INSTALLED].find((path) => path !== '' && existsSync(path));
  const executablePath = installed ?? (await packagedChromium());
  return chromium.launch({ executablePath, args: ARGS, headless: true });
}

/**
 * The Chromium inside the npm package, unpacked once. The package unpacks into the temporary folder and takes a half-written
 * file there for a whole one. So each process unpacks into a folder of its own, and the first that is done gives it the name
 * that all look for; it stands among the packages, so that a new version of them brings a new browser.
 * @param folder where it stands once it is whole
 */
export async function packagedChromium(folder = UNPACKED): Promise<string> {
  const executable = join(folder, 'chromium');
  if (existsSync(executable)) return executable;
  const { default: packaged } = await import('@sparticuz/chromium');
  await mkdir(dirname(folder), { recursive: true });
  const own = await mkdtemp(`${folder}-`);
  const temporary = tmpdir();
  process.env.TMPDIR = own;
  try {
    await packaged.executablePath();
  } finally {
    process.env.TMPDIR = temporary;
  }
  await rename(own, folder).catch(async (error) => {
    await rm(own, { recursive: true });
    if (!existsSync(executable)) throw error;
  });
  return executable;
}
