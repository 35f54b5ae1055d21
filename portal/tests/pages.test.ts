import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type BuiltPage, builtPages, builtStyles, linksOf, SITE, tagsOf } from './builtPages.fixture.ts';
import { words } from './words.ts';

let pages: BuiltPage[];

before(async () => {
  pages = await builtPages();
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

test('links, anchors and references between elements lead to what is there', () => {
  const ids = new Map(
    pages.map(({ path, html }) => [
      path,
      new Set(tagsOf(html, '[a-z][a-z0-9]*').map(({ attributes }) => attributes.get('id'))),
    ]),
  );
  const dead: string[] = [];
  for (const { path, html } of pages) {
    for (const link of linksOf(html)) {
      const { origin, pathname, hash } = new URL(link, SITE + path);
      const there = origin === SITE ? ids.get(decodeURIComponent(pathname)) : undefined;
      if (hash.length > 1 && there?.has(decodeURIComponent(hash.slice(1))) === false) dead.push(`${path} ${link}`);
    }
    for (const { attributes } of tagsOf(html, '[a-z][a-z0-9]*')) {
      for (const name of ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls']) {
        const named = attributes.get(name)?.split(' ') ?? [];
        dead.push(...named.filter((id) => !ids.get(path)?.has(id)).map((id) => `${path} ${name}=${id}`));
      }
    }
  }
  assert.deepEqual(dead, []);
});

test('every control has a label, every link and button a name, every heading a text', () => {
  const nameless = pages.flatMap(({ path, html }) => {
    const labelled = new Set(tagsOf(html, 'label').map(({ attributes }) => attributes.get('for')));
    const controls = tagsOf(html, 'input|select|textarea').filter(
      ({ attributes, end }) =>
        attributes.get('type') !== 'hidden' &&
        !hasName(attributes) &&
        !labelled.has(attributes.get('id')) &&
        html.lastIndexOf('<label', end) <= html.lastIndexOf('</label', end),
    );
    const others = tagsOf(html, 'a|button|summary|legend|h[1-6]|th|caption').filter(({ name, attributes, end }) => {
      if (hasName(attributes)) return false;
      const next = BLOCK.test(name)
        ? /<\/?(?:h[1-6]|t[hdr]|tbody|thead|table|section|div|p|ul|ol|caption)\b/g
        : new RegExp(`</${name}>`, 'g');
      next.lastIndex = end;
      return (
        html
          .slice(end, next.exec(html)?.index)
          .replace(/<[^>]*>/g, '')
          .trim() === ''
      );
    });
    return [...controls, ...others].map(({ name, end }) => `${path} ${name} before ${html.slice(end, end + 60)}`);
  });
  assert.deepEqual(nameless, []);
});

test('no sentence of a page in Bangla is in English', () => {
  const sentence = />\s*([A-Z][A-Za-z'’,;:()-]*(?: [A-Za-z0-9'’,;:()-]+){3,}[.?!])\s*</g;
  const english = pages
    .filter(({ locale }) => locale === 'bn')
    .flatMap(({ path, html }) => {
      const translatable = html
        .replace(/<(code|pre|samp|kbd)\b.*?<\/\1>/gs, '')
        .replace(/<(\w+)[^>]* lang=en\b.*?<\/\1>/gs, '');
      return [...translatable.matchAll(sentence)].map(([, text]) => `${path} ${text}`);
    });
  assert.deepEqual(english, []);
});

test('what a page in English says in Bangla is marked as such', () => {
  const unmarked = pages
    .filter(({ locale }) => locale === 'en')
    .flatMap(({ path, html }) => {
      const inEnglish = html
        .replace(/<(code|pre|samp|kbd|textarea)\b.*?<\/\1>/gs, '')
        // The minimizer leaves out the ends of what ends by itself.
        .replace(
          /<(dd|option|li|td|th|p)\b[^>]* lang=bn\b.*?(?=<\/?(?:dd|dt|div|option|optgroup|select|li|ul|td|th|tr|p|section)\b)/gs,
          '',
        )
        .replace(/<(\w+)[^>]* lang=bn\b.*?<\/\1>/gs, '');
      return [...inEnglish.matchAll(/>([^<>]*\p{Script=Bengali}[^<>]*)</gu)].map(([, text]) => `${path} ${text}`);
    });
  assert.deepEqual(unmarked, []);
});

test('a page loads nothing from elsewhere, so that it is whole without the internet', async () => {
  const elsewhere = /^(?:[a-z+]+:)?\/\//i;
  const loaded = pages.flatMap(({ path, loads }) =>
    loads.filter((address) => elsewhere.test(address)).map((address) => `${path} ${address}`),
  );
  const styles = (await builtStyles()).filter((text) => /url\(["']?(?:[a-z+]+:)?\/\/|@import/i.test(text));
  assert.deepEqual([loaded, styles], [[], []]);
});

test('the place in the navigation is marked on every page that belongs to one', () => {
  const places = /^(\/bn)?\/(catalogue|standards|guideline|personas|problems|docs|my-team|my-world|my-webhooks)\//;
  const unmarked = pages.filter(
    ({ path, html }) => places.test(path) && !/<header.*? aria-current=page.*?<\/header>/s.test(html),
  );
  assert.deepEqual(paths(unmarked), []);
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

/** Elements that hold no block, so that what stands in them ends with the next one. */
const BLOCK = /^(?:h[1-6]|th|caption)$/;

function hasName(attributes: Map<string, string>): boolean {
  return ['aria-label', 'aria-labelledby', 'title'].some((name) => (attributes.get(name) ?? '') !== '');
}
