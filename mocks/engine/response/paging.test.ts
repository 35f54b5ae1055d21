import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { OpenApiDocument } from '@dpi/specs/model';
import { catalogueOf } from '../catalogue.fixture.ts';
import { createEnglishEngine } from '../in-english.fixture.ts';

const items = ['a', 'b', 'c', 'd', 'e'];
const whole = { items, page: { hasMore: false, nextCursor: null } };
const middle = { items: ['x'], page: { hasMore: true, nextCursor: 'written-by-hand' } };
const cursor = { name: 'cursor', in: 'query', schema: { type: 'string' } };
const limit = { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } };
const content = { 'application/json': { schema: { $ref: '#/components/schemas/List' }, example: whole } };
const empty = {
  'application/json': { schema: { $ref: '#/components/schemas/List' }, example: { ...whole, items: [] } },
};
const LISTS: OpenApiDocument = {
  openapi: '3.1.0',
  info: { title: 'Lists', version: '1.0.0' },
  paths: {
    '/things': { get: { parameters: [limit, cursor], responses: { 200: { description: 'A page', content } } } },
    '/searches': {
      post: {
        requestBody: {
          content: {
            'application/json': {
              schema: { type: 'object', properties: { limit: { type: 'integer' }, cursor: { type: 'string' } } },
            },
          },
        },
        responses: { 200: { description: 'A page', content } },
      },
    },
    '/nothing': {
      get: { parameters: [limit, cursor], responses: { 200: { description: 'A page', content: empty } } },
    },
    '/xml': {
      get: {
        parameters: [limit],
        responses: { 200: { description: 'A page', content: { 'application/xml': content['application/json'] } } },
      },
    },
    '/written': {
      get: {
        parameters: [limit, cursor],
        responses: {
          200: {
            description: 'A page',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/List' },
                examples: { middle: { value: middle } },
              },
            },
          },
        },
      },
    },
  },
  components: {
    schemas: {
      List: {
        type: 'object',
        properties: {
          items: { type: 'array', items: { type: 'string' } },
          page: { $ref: '#/components/schemas/PageInfo' },
        },
      },
      PageInfo: { 'x-standard': 'page-info', type: 'object' },
    },
  },
};

interface Page {
  items: string[];
  page: { hasMore: boolean; nextCursor: string | null };
}

const engine = await createEnglishEngine(catalogueOf({ lists: LISTS }), { publicUrl: 'https://portal.example' });

function get(path: string, query: Record<string, string>): { status: number; json: Page } {
  const request = { method: 'GET', path, query: String(new URLSearchParams(query)), headers: {}, body: null };
  const { status, body } = engine.answer('lists', 'v1', request);
  return { status, json: JSON.parse(String(body)) };
}

function post(body: object): Page {
  const headers = { 'content-type': 'application/json' };
  const request = { method: 'POST', path: '/searches', query: '', headers, body: Buffer.from(JSON.stringify(body)) };
  return JSON.parse(String(engine.answer('lists', 'v1', request).body));
}

describe('a list', () => {
  test('is as the example has it, for who asks for no page', () => {
    assert.deepEqual(get('/things', {}).json, whole);
  });

  test('comes in pages of the length that was asked for, each item once', () => {
    const seen: string[] = [];
    const next: Record<string, string> = { limit: '2' };
    for (let calls = 1; ; calls += 1) {
      const { json } = get('/things', next);
      seen.push(...json.items);
      assert.equal(json.page.hasMore, json.page.nextCursor !== null);
      if (json.page.nextCursor === null) {
        assert.equal(calls, 3);
        break;
      }
      next.cursor = json.page.nextCursor;
    }
    assert.deepEqual(seen, items);
  });

  test('ends with a page that says so, even when it is full', () => {
    assert.deepEqual(get('/things', { limit: '5' }).json, whole);
  });

  test('of nothing is one page', () => {
    assert.deepEqual(get('/nothing', { limit: '5' }).json, { ...whole, items: [] });
  });

  test('that is not JSON comes whole', () => {
    const request = { method: 'GET', path: '/xml', query: 'limit=2', headers: {}, body: null };
    const { status, body } = engine.answer('lists', 'v1', request);
    assert.equal(status, 200);
    assert.match(String(body), /^<.*e/s);
  });

  test('comes in pages where cursor and limit stand in the body', () => {
    const first = post({ limit: 3 });
    assert.deepEqual(first.items, ['a', 'b', 'c']);
    assert.deepEqual(post({ limit: 3, cursor: first.page.nextCursor }).items, ['d', 'e']);
  });

  test('is not begun again by a cursor that nobody gave out', () => {
    for (const stray of ['xyz', Buffer.from('after:99').toString('base64url')]) {
      const { status, json } = get('/things', { cursor: stray });
      assert.equal(status, 422);
      assert.partialDeepStrictEqual(json, { errors: [{ in: 'query', path: 'cursor' }] });
    }
  });

  test('of which the spec shows one page of several is left as written', () => {
    assert.deepEqual(get('/written', { limit: '2', cursor: 'any' }).json, middle);
  });
});
