import assert from 'node:assert/strict';
import test from 'node:test';
import { testCatalogue } from '../testing/catalogue.ts';
import { startTestSandbox } from '../testing/test-sandbox.ts';
import { createShortcuts } from './shortcuts.ts';

const catalogue = await testCatalogue();
const [first, second] = catalogue.services;
const [operation] = first?.operations ?? [];
assert.ok(first && second && operation);
const release = { version: '1.0.0', date: '2026-01-05', score: null, changes: [] };
const nextUrl = '/catalogue/nid-verification/v2/';
const control = {
  ...second,
  id: 'control',
  servedBy: 'platform' as const,
  basePath: '/api/v1',
  url: '/catalogue/control/v1/',
};
const shortcuts = createShortcuts({
  ...catalogue,
  country: {
    ...catalogue.country,
    locales: [
      { id: 'en', name: 'English', formats: 'en' },
      { id: 'bn', name: 'Bangla', formats: 'bn' },
    ],
  },
  services: [
    first,
    {
      ...first,
      version: 'v2',
      url: nextUrl,
      operations: [{ ...operation, id: 'createCup', url: `${nextUrl}createCup/` }],
      releases: [
        { ...release, renamedOperations: [{ from: 'makeCup', to: 'createCup' }] },
        { ...release, renamedOperations: [{ from: 'brewCup', to: 'makeCup' }] },
      ],
    },
    { ...first, version: 'v3', url: '/catalogue/nid-verification/v3/', lifecycle: 'draft' },
    { ...second, operations: second.operations.map((operation) => ({ ...operation, path: '/' })) },
    control,
  ],
});

for (const [path, page] of [
  ['/docs', '/docs/getting-started/'],
  ['/journeys', '/docs/journeys/'],
  ['/sandbox', '/catalogue/'],
  ['/sandbox/nid-verification', nextUrl],
  ['/sandbox/nid-verification/v1', '/catalogue/nid-verification/v1/'],
  ['/catalogue/nid-verification', nextUrl],
  [`${nextUrl}makeCup`, `${nextUrl}createCup/`],
  [`${nextUrl}brewCup`, `${nextUrl}createCup/`],
  ['/api', control.url],
  ['/api/v1', control.url],
] as const) {
  test(`${path} leads to ${page}, with and without a slash, in every language`, () => {
    assert.equal(shortcuts(path), page);
    assert.equal(shortcuts(`${path}/`), page);
    assert.equal(shortcuts(`/bn${path}`), `/bn${page}`);
  });
}

test('what has a page or an answer of its own, or means nothing, stays as it is', () => {
  for (const path of [
    '/',
    '/bn/',
    '/catalogue/',
    '/docs/getting-started/',
    '/catalogue/nid-verification/v1/',
    '/catalogue/made-up/',
    '/sandbox/made-up/v1/',
    '/sandbox/nid-verification/v1/status',
    '/sandbox/old-registry/v1/',
    '/journeys/made-up/',
    '/toString/',
  ]) {
    assert.equal(shortcuts(path), null, path);
  }
});

test('a browser that opens a sandbox address gets the page of the service; a program gets its answer', async (t) => {
  const { url } = await startTestSandbox(t);
  const opened = (accept: string, path: string, init: RequestInit = {}) =>
    fetch(url + path, { ...init, headers: { Accept: accept }, redirect: 'manual' });
  const page = await opened('text/html,*/*;q=0.8', '/sandbox/nid-verification/v1/?a=1');
  assert.equal(page.status, 302);
  assert.equal(page.headers.get('location'), '/catalogue/nid-verification/v1/?a=1');
  assert.equal((await opened('*/*', '/sandbox/nid-verification/v1/')).status, 401);
  assert.equal((await opened('text/html', '/sandbox/nid-verification/v1/status')).status, 401);
  assert.equal((await opened('text/html', '/sandbox/nid-verification/v1', { method: 'POST' })).status, 401);
  assert.equal((await opened('*/*', '/docs')).headers.get('location'), '/docs/getting-started/');
});
