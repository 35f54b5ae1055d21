import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Encoding } from '../catalogue/model.ts';
import type { JsonObject } from '../json/value.ts';
import { formFields } from './form.ts';
import { writeBody } from './request.ts';

const URL_ENCODED = 'application/x-www-form-urlencoded';

function encoding(more: Partial<Encoding>): Encoding {
  return { style: null, explode: false, allowReserved: false, contentType: null, ...more };
}
const urlEncoded = (value: JsonObject, encodings: Record<string, Encoding> = {}) =>
  writeBody(URL_ENCODED, value, encodings).body;

describe('a URL-encoded form', () => {
  it('has a field for each item of a list, and JSON for an object', () => {
    assert.equal(
      urlEncoded({ grant_type: 'code', state: 'a b&c=ক', scope: ['x', 'y'], n: 1, none: null, o: { a: 'b' } }),
      'grant_type=code&state=a+b%26c%3D%E0%A6%95&scope=x&scope=y&n=1&none=&o=%7B%22a%22%3A%22b%22%7D',
    );
  });
  it('obeys style, explode and allowReserved', () => {
    const value = { ids: [1, 2], deep: { a: 1 }, loose: { b: 2 }, joined: ['a,b', 'c'], spaced: [1, 2], url: 'a/b&c' };
    assert.equal(
      urlEncoded(value, {
        deep: encoding({ style: 'deepObject', explode: true }),
        loose: encoding({ style: 'form', explode: true }),
        joined: encoding({ style: 'form' }),
        spaced: encoding({ style: 'spaceDelimited' }),
        url: encoding({ style: 'form', explode: true, allowReserved: true }),
      }),
      'ids=1&ids=2&deep[a]=1&b=2&joined=a%2Cb,c&spaced=1+2&url=a/b%26c',
    );
  });
  it('obeys contentType', () => {
    assert.equal(urlEncoded({ a: 'x' }, { a: encoding({ contentType: 'application/json' }) }), 'a=%22x%22');
  });
});

describe('a form of several parts', () => {
  it('can be read with its boundary, which stands in no field', async () => {
    const { contentType, body } = writeBody('multipart/form-data', { name: 'রহিমা', 'a"b': 'form-boundary' }, {});
    const fields = await new Response(body, { headers: { 'Content-Type': contentType } }).formData();
    assert.deepEqual(
      [...fields],
      [
        ['name', 'রহিমা'],
        ['a"b', 'form-boundary'],
      ],
    );
  });
  it('says the media type of a part that is no plain text', () => {
    const value = { meta: { a: 1 }, list: [{ b: 2 }, { b: 3 }], image: 'x', note: 'y', count: 1 };
    const encodings = {
      image: encoding({ contentType: 'image/*, image/png' }),
      count: encoding({ contentType: 'application/json' }),
    };
    assert.deepEqual(formFields(value, encodings), [
      { name: 'meta', value: '{"a":1}', contentType: 'application/json' },
      { name: 'list', value: '{"b":2}', contentType: 'application/json' },
      { name: 'list', value: '{"b":3}', contentType: 'application/json' },
      { name: 'image', value: 'x', contentType: 'image/png' },
      { name: 'note', value: 'y', contentType: null },
      { name: 'count', value: '1', contentType: 'application/json' },
    ]);
    assert.match(
      writeBody('multipart/form-data', value, encodings).body,
      /name="meta"\r\nContent-Type: application\/json\r\n\r\n\{/,
    );
  });
});

it('any other body is JSON or the text it is', () => {
  assert.deepEqual(writeBody('application/json', 'a', {}), { contentType: 'application/json', body: '"a"' });
  assert.deepEqual(writeBody('application/problem+json', { a: 1 }, {}).body, '{"a":1}');
  assert.equal(writeBody('text/csv', 'a;b', {}).body, 'a;b');
  assert.equal(writeBody(URL_ENCODED, 'a=1&b=2', {}).body, 'a=1&b=2');
});
