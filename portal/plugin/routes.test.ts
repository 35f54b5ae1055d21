import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import type { Service } from '@dpi/specs/model';
import { fixtureCatalogue } from './catalogue.fixture.ts';
import type { CataloguePage } from './pageData.ts';
import { PLAIN_ROUTES, portalRoutes } from './routes.ts';

const routes = portalRoutes(fixtureCatalogue());

test('everything in the catalogue has a page', () => {
  assert.deepEqual(routes.map(({ path }) => path).sort(), [
    '/',
    '/catalogue/',
    '/catalogue/birth-registration/v1/',
    '/catalogue/birth-registration/v1/changelog/',
    '/catalogue/birth-registration/v1/register-birth/',
    '/catalogue/stranger/v1/',
    '/catalogue/stranger/v1/changelog/',
    '/catalogue/stranger/v1/get-things/',
    '/guideline/',
    '/guideline/info-contact/',
    '/guideline/string-bounded/',
    '/personas/',
    '/problems/',
    '/problems/quota-exceeded/',
    '/standards/',
    '/standards/birth-number/',
  ]);
});

test('a service that no page can be made of takes no other with it, and is shown as broken', () => {
  for (const spoil of [{ operations: null }, { tags: null }, { releases: null }, { lifecycle: null, title: null }]) {
    const catalogue = fixtureCatalogue();
    const [good, other] = catalogue.services;
    assert.ok(good && other);
    catalogue.services = [good, { ...other, ...spoil } as unknown as Service];
    const made = portalRoutes(catalogue);
    const complete = routes.filter(({ path }) => path.startsWith(good.url)).map(({ path }) => path);
    assert.deepEqual(
      made.filter(({ path }) => path.startsWith(good.url)).map(({ path }) => path),
      complete,
    );
    const list = made.find(({ path }) => path === '/catalogue/')?.page as CataloguePage;
    if (made.some(({ path }) => path === other.url)) continue;
    assert.deepEqual(
      list.services.map(({ id }) => id),
      [good.id],
    );
    assert.match(list.broken.at(-1)?.findings[0]?.message ?? '', /^Its pages cannot be built: /);
  }
});

test('every page is drawn by a file that exists', () => {
  for (const { component } of [...routes, ...PLAIN_ROUTES]) {
    assert.ok(existsSync(resolve(import.meta.dirname, '..', component)), component);
  }
});

test('of the patterns that fit a path, the first is that of its own kind of page', () => {
  const fits = (pattern: string, path: string) => new RegExp(`^${pattern.replaceAll(/:\w+/g, '[^/]+')}$`).test(path);
  for (const { path, pattern } of routes) {
    assert.equal(routes.find((other) => fits(other.pattern, path))?.pattern, pattern, path);
  }
});

test('what a page is given survives being written as JSON', () => {
  for (const { page } of routes) assert.deepEqual(JSON.parse(JSON.stringify(page)), withoutUndefined(page));
});

function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(entries.map(([key, member]) => [key, withoutUndefined(member)]));
}
