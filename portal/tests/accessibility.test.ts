import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import type { Operation } from '@dpi/specs/model';
import type { Browser, BrowserContext } from 'playwright-core';
import { openBrowser } from '../../scripts/browser.ts';
import { JOIN_CODE, type Platform, startPlatform } from './platform.ts';

/** Phones, tablets and laptops, in pixels; 320 is a desktop page at 400 %. */
const WIDTHS = [320, 360, 768, 1024, 1200, 1280, 1366, 1440];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let platform: Platform;
let browser: Browser;
let pages: string[];

before(async () => {
  const { services, journeys, standards, problems } = await loadCatalogue();
  const [service] = services;
  const operations = services.flatMap((one) => one.operations);
  const people = ({ examples }: Operation) => Math.max(0, ...examples.map(({ personas }) => personas.length));
  const crowded = operations.toSorted((a, b) => people(b) - people(a));
  const reference = [...operations.slice(0, 2), ...crowded.slice(0, 1)].map(({ url }) => url);
  pages = [
    '/',
    '/catalogue/',
    service?.url ?? '/',
    `${service?.url}changelog/`,
    ...reference,
    '/docs/from-sandbox-to-production/',
    '/docs/journeys/',
    `/docs/journeys/${journeys[0]?.id}/`,
    '/standards/',
    `/standards/${standards[0]?.id}/`,
    '/guideline/',
    '/guideline/string-bounded/',
    '/personas/',
    '/problems/',
    `/problems/${problems[0]?.id}/`,
    '/get-a-key/',
    '/my-team/',
  ];
  platform = await startPlatform();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await platform?.stop();
});

for (const locale of ['en', 'bn']) {
  for (const theme of ['light', 'dark'] as const) {
    test(`axe finds nothing on a phone and nothing overflows on any screen (${locale}, ${theme})`, async () => {
      const context = await browser.newContext({ colorScheme: theme, viewport: { width: 320, height: 740 } });
      await join(context, `${locale} ${theme}`);
      const findings: string[] = [];
      for (const path of pages)
        findings.push(...(await inspect(context, locale === 'en' ? path : `/${locale}${path}`)));
      assert.deepEqual(findings, []);
      await context.close();
    });
  }
}

/** Joins, so that My team shows a team. */
async function join(context: BrowserContext, name: string): Promise<void> {
  const answer = await context.request.post(`${platform.url}/api/v1/teams`, { data: { joinCode: JOIN_CODE, name } });
  assert.equal(answer.status(), 201);
}

async function inspect(context: BrowserContext, path: string): Promise<string[]> {
  const page = await context.newPage();
  await page.goto(platform.url + path, { waitUntil: 'networkidle' });
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: AxeViolation[] }> } };
    return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
  });
  const overflows: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 740 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (overflow > 0) overflows.push(`${overflow} px wider than a screen of ${width}`);
  }
  await page.close();
  return [...violations, ...overflows].map((finding) => `${path} ${finding}`);
}

interface AxeViolation {
  id: string;
  nodes: { html: string }[];
}
