import assert from 'node:assert/strict';
import { test } from 'node:test';
import { threadTime } from '../../../specs/base/thread-time.fixture.ts';
import { Router } from './router.ts';

function routerOf(...routes: string[]): Router<string> {
  const router = new Router<string>();
  for (const route of routes) {
    const [method = '', path = ''] = route.split(' ');
    router.add(method, path, route);
  }
  return router;
}

function find(router: Router<string>, path: string, method = 'get') {
  const match = router.match(path.slice(1).split('/'), [method]);
  const declared = match?.route.methods.get(method);
  if (match === null || declared === undefined) return null;
  return {
    target: declared.target,
    values: Object.fromEntries(declared.parameters.map((name, index) => [name, match.values[index]])),
  };
}

test('a literal path goes before a template, whatever the order in the spec', () => {
  const router = routerOf('get /people/{id}', 'get /people/me');
  assert.equal(find(router, '/people/me')?.target, 'get /people/me');
  assert.deepEqual(find(router, '/people/7')?.values, { id: '7' });
});

test('a literal that does not take the method does not hide the template beside it', () => {
  const router = routerOf('put /people/me', 'get /people/{id}');
  assert.deepEqual(find(router, '/people/me')?.values, { id: 'me' });
  assert.equal(find(router, '/people/me', 'put')?.target, 'put /people/me');
  assert.deepEqual([...(router.match(['people', 'me'], ['delete'])?.route.methods.keys() ?? [])], ['put']);
});

test('a literal that leads nowhere does not hide the template beside it', () => {
  const router = routerOf('get /a/b/d', 'get /a/{x}/c');
  assert.deepEqual(find(router, '/a/b/c')?.values, { x: 'b' });
});

test('templates that differ in parameter names only share a path, each method with its own names', () => {
  const router = routerOf('get /a/{x}', 'post /a/{y}');
  assert.deepEqual(find(router, '/a/1', 'get')?.values, { x: '1' });
  assert.deepEqual(find(router, '/a/1', 'post')?.values, { y: '1' });
});

test('several parameters in a segment are told apart by the text between them', () => {
  const router = routerOf('get /ranges/{from}-{to}', 'get /jobs/{id}:cancel', "get /Users('{id}')", 'get /{a}.{b}/x');
  assert.deepEqual(find(router, '/ranges/1-2-3')?.values, { from: '1', to: '2-3' });
  assert.deepEqual(find(router, '/jobs/7:cancel')?.values, { id: '7' });
  assert.deepEqual(find(router, "/Users('7')")?.values, { id: '7' });
  assert.deepEqual(find(router, '/a.b.c/x')?.values, { a: 'a', b: 'b.c' });
  assert.equal(find(router, '/ranges/12'), null);
  assert.equal(find(router, '/ranges/-2'), null);
  assert.equal(find(router, '/jobs/:cancel'), null);
});

test('the segment with more literal text is tried first', () => {
  const router = routerOf('post /jobs/{id}', 'post /jobs/{id}:cancel', 'post /jobs/x:{verb}');
  assert.equal(find(router, '/jobs/7:cancel', 'post')?.target, 'post /jobs/{id}:cancel');
  assert.equal(find(router, '/jobs/x:stop', 'post')?.target, 'post /jobs/x:{verb}');
  assert.equal(find(router, '/jobs/7', 'post')?.target, 'post /jobs/{id}');
});

test('a slash at the end is part of the path', () => {
  const router = routerOf('get /with/', 'get /without', 'get /people/{id}');
  assert.equal(find(router, '/with/')?.target, 'get /with/');
  assert.equal(find(router, '/with'), null);
  assert.equal(find(router, '/without/'), null);
  assert.equal(find(router, '/people/'), null);
});

test('odd templates of foreign specs are literals where they are no templates', () => {
  const router = routerOf('get /', 'get /search?action=find', 'get /a%20b/{', 'get /{a}{b}');
  assert.equal(find(router, '/')?.target, 'get /');
  assert.equal(find(router, '/search')?.target, 'get /search?action=find');
  assert.equal(find(router, '/a b/{')?.target, 'get /a%20b/{');
  assert.deepEqual(find(router, '/xyz')?.values, { a: 'x', b: 'yz' });
});

test('the time to find an operation does not grow with the number of operations', () => {
  const large = routerOf(...Array.from({ length: 20_000 }, (_, index) => `get /things${index}/{id}/parts/{part}`));
  const start = threadTime();
  for (let index = 0; index < 20_000; index++) find(large, `/things${index}/1/parts/2`);
  assert.ok(threadTime() - start < 2000);
});

test('many templates that almost fit cannot make a search long', () => {
  const segments = ['{a}', 'x{b}', '{c}x', 'x'];
  const router = routerOf(
    ...segments.flatMap((a) => segments.flatMap((b) => segments.map((c) => `get /${a}/${b}/${c}/end`))),
  );
  assert.equal(find(router, `/${'x'.repeat(2000)}/${'x'.repeat(2000)}/${'x'.repeat(2000)}/other`), null);
});

test('a parameter of several segments takes the rest of the path, where nothing else takes it', () => {
  const router = new Router<string>();
  router.add('get', '/r1/{member}/list', 'list');
  router.add('get', '/r1/{member}/{service}/{path}', 'rest', 'path');
  router.add('post', '/r1/{member}/{service}/{path}', 'rest of post', 'path');
  const all = { member: 'a', service: 'b' };
  assert.deepEqual(find(router, '/r1/a/b/c'), { target: 'rest', values: { ...all, path: 'c' } });
  assert.deepEqual(find(router, '/r1/a/b/c/d%2Fe/'), { target: 'rest', values: { ...all, path: 'c/d%2Fe/' } });
  assert.deepEqual(find(router, '/r1/a/b/c/d', 'post'), { target: 'rest of post', values: { ...all, path: 'c/d' } });
  assert.equal(find(router, '/r1/a/list')?.target, 'list');
  assert.deepEqual(find(router, '/r1/a/list/c')?.values, { member: 'a', service: 'list', path: 'c' });
  assert.equal(find(router, '/r1/a/b'), null);
  assert.equal(find(router, '/r1/a/b/c', 'delete'), null);
});
