import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { findPortalBuild } from '../../scripts/portal/build.ts';
import { words } from './words.ts';

/** Address and HTML of every page that was built, scripts left out. */
let pages: { path: string; locale: string; html: string }[];

before(async () => {
  const { dir, done } = await findPortalBuild(null, 'http://localhost:4000');
  assert.ok(done, 'The portal is not built. "npm test" does it.');
  pages = globSync('**/index.html', { cwd: dir }).map((file) => ({
    path: `/${file.slice(0, -'index.html'.length)}`,
    locale: file.startsWith('bn/') ? 'bn' : 'en',
    html: readFileSync(join(dir, file), 'utf8').replace(/<script\b.*?<\/script>/gs, ''),
  }));
  assert.ok(pages.length > 0);
});

test('every page says its language, what it is about, and where it is in the other language and as Markdown', () => {
  const wrong = pages.filter(
    ({ locale, html }) =>
      !html.includes(`<html lang=${locale}`) ||
      !/<meta[^>]* name=description content=./.test(html) ||
      !html.includes(' rel=canonical') ||
      !html.includes(' type=text/markdown') ||
      !html.includes(` hreflang=${locale === 'bn' ? 'en' : 'bn'} `),
  );
  assert.deepEqual(paths(wrong), []);
});

test('no two pages of a language have the same title', () => {
  const titles = new Map<string, string>();
  const alike = pages.filter(({ path, locale, html }) => {
    const title = `${locale} ${/<title[^>]*>([^<]+)/.exec(html)?.[1]}`;
    const other = titles.get(title);
    titles.set(title, path);
    return other !== undefined;
  });
  assert.deepEqual(paths(alike), []);
});

test('every page has one main heading, skips no level, and uses no id twice', () => {
  const wrong = pages.filter(({ html }) => {
    const levels = [...html.matchAll(/<h([1-6])\b/g)].map(([, level]) => Number(level));
    const ids = [...html.matchAll(/<[^>]*\sid=(?:"([^"]*)"|([^\s>]+))/g)].map(([, quoted, bare]) => quoted ?? bare);
    return (
      levels.filter((level) => level === 1).length !== 1 ||
      levels.some((level, index) => level > (levels[index - 1] ?? 0) + 1) ||
      new Set(ids).size < ids.length
    );
  });
  assert.deepEqual(paths(wrong), []);
});

test('every guide is marked in the list of guides beside it', () => {
  const guides = pages.filter(({ path }) => /^(\/bn)?\/docs\//.test(path));
  const unmarked = guides.filter(
    ({ path, html }) => !new RegExp(`<a aria-current=page [^>]*href=${path}[ >]`).test(html),
  );
  assert.ok(guides.length > 0);
  assert.deepEqual(paths(unmarked), []);
});

test('every page that names webhooks says of each whether the sandbox sends it', () => {
  const naming = pages.filter(({ path, html }) => path.includes('/catalogue/') && html.includes(' id=webhooks>'));
  const silent = naming.filter(({ locale, html }) => {
    const text = html.replace(/\s+/g, ' ');
    const sent = words(locale, 'service.webhookSent', 'The sandbox sends it to the endpoints of your team.');
    const notSent = words(locale, 'service.webhookNotSent', 'The sandbox does not send it yet.');
    const said = text.split(sent).length + text.split(notSent).length - 2;
    return said !== text.split('<h3 id=webhook-').length - 1;
  });
  assert.ok(naming.length > 0);
  assert.deepEqual(paths(silent), []);
});

function paths(some: { path: string }[]): string[] {
  return some.map(({ path }) => path);
}
