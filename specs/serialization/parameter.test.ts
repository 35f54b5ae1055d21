import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Parameter } from '../catalogue/model.ts';
import type { JsonValue } from '../json/value.ts';
import { cookiePairs, headerText, pathText, queryPairs } from './parameter.ts';

// The rows of the style table in the OpenAPI specification: "color" as string, array and object.
const array = ['blue', 'black', 'brown'];
const object = { R: 100, G: 200, B: 150 };

function parameter(style: string, explode: boolean, more: Partial<Parameter> = {}) {
  return { name: 'color', style, explode, allowReserved: false, contentType: null, ...more };
}

const text = (style: string, explode: boolean, value: JsonValue, more?: Partial<Parameter>) =>
  queryPairs(parameter(style, explode, more), value)
    .map((pair) => pair.join('='))
    .join('&');

describe('a path parameter', () => {
  const rows: [style: string, explode: boolean, string: string, array: string, object: string][] = [
    ['simple', false, 'blue', 'blue,black,brown', 'R,100,G,200,B,150'],
    ['simple', true, 'blue', 'blue,black,brown', 'R=100,G=200,B=150'],
    ['label', false, '.blue', '.blue,black,brown', '.R,100,G,200,B,150'],
    ['label', true, '.blue', '.blue.black.brown', '.R=100.G=200.B=150'],
    ['matrix', false, ';color=blue', ';color=blue,black,brown', ';color=R,100,G,200,B,150'],
    ['matrix', true, ';color=blue', ';color=blue;color=black;color=brown', ';R=100;G=200;B=150'],
  ];
  for (const [style, explode, ofString, ofArray, ofObject] of rows) {
    it(`is written in style ${style}, explode ${explode}`, () => {
      assert.equal(pathText(parameter(style, explode), 'blue'), ofString);
      assert.equal(pathText(parameter(style, explode), array), ofArray);
      assert.equal(pathText(parameter(style, explode), object), ofObject);
    });
  }
  it('cannot break out of its place in the path', () => {
    const value = '../a?b#c,ঢাকা';
    assert.equal(pathText(parameter('simple', false), value), `..%2Fa%3Fb%23c%2C${encodeURIComponent('ঢাকা')}`);
  });
  it('keeps its slashes where it is the rest of the path', () => {
    assert.equal(
      pathText(parameter('simple', false, { allowReserved: true }), 'a b/c?d/ঢাকা'),
      `a%20b/c%3Fd/${encodeURIComponent('ঢাকা')}`,
    );
  });
});

describe('a query parameter', () => {
  const rows: [style: string, explode: boolean, array: string, object: string][] = [
    ['form', true, 'color=blue&color=black&color=brown', 'R=100&G=200&B=150'],
    ['form', false, 'color=blue,black,brown', 'color=R,100,G,200,B,150'],
    ['spaceDelimited', false, 'color=blue%20black%20brown', 'color=R%20100%20G%20200%20B%20150'],
    ['pipeDelimited', false, 'color=blue%7Cblack%7Cbrown', 'color=R%7C100%7CG%7C200%7CB%7C150'],
    ['deepObject', true, 'color=blue&color=black&color=brown', 'color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150'],
  ];
  for (const [style, explode, ofArray, ofObject] of rows) {
    it(`is written in style ${style}, explode ${explode}`, () => {
      assert.equal(text(style, explode, array), ofArray);
      assert.equal(text(style, explode, object), ofObject);
    });
  }
  it('keeps a comma within an item apart from those between items', () => {
    assert.equal(text('form', false, ['a,b', 'c&d']), 'color=a%2Cb,c%26d');
    assert.equal(text('form', false, ['a,b', 'c/d'], { allowReserved: true }), 'color=a%2Cb,c/d');
  });
  it('leaves reserved characters where the spec allows them, but none that ends the value', () => {
    assert.equal(text('form', true, 'a/b?c=d&e+f#g [', { allowReserved: true }), 'color=a/b?c=d%26e%2Bf%23g%20%5B');
  });
  it('writes numbers and booleans as their text, and null and an empty list as an empty value', () => {
    assert.deepEqual(
      [20, false, null, []].map((value) => text('form', true, value)),
      ['color=20', 'color=false', 'color=', 'color='],
    );
  });
  it('writes what is nested in a deep object in more brackets', () => {
    assert.equal(
      decodeURIComponent(text('deepObject', true, { a: { b: 1 }, c: [1, 2], d: [{ e: 1 }] })),
      'color[a][b]=1&color[c]=1&color[c]=2&color[d][0][e]=1',
    );
  });
  it('is written as its media type where the spec describes its content', () => {
    const json = { contentType: 'application/json' };
    assert.equal(text('form', true, { district: '49' }, json), 'color=%7B%22district%22%3A%2249%22%7D');
    assert.equal(text('form', true, 'a', json), 'color=%22a%22');
    assert.equal(text('form', true, 'a', { contentType: 'text/plain' }), 'color=a');
  });
});

describe('a header parameter', () => {
  it('separates items by commas, without percent-encoding', () => {
    assert.equal(headerText(parameter('simple', false), ['a b', 'c']), 'a b,c');
    assert.equal(headerText(parameter('simple', false), object), 'R,100,G,200,B,150');
    assert.equal(headerText(parameter('simple', true), object), 'R=100,G=200,B=150');
  });
  it('holds nothing that HTTP cannot carry', () => {
    assert.equal(headerText(parameter('simple', false), 'ক\r\nX: 1'), `${encodeURIComponent('ক\r\n')}X: 1`);
    const json = parameter('simple', false, { contentType: 'application/json' });
    const written = headerText(json, { name: 'ক' });
    assert.match(written, /^[\x20-\x7e]+$/);
    assert.deepEqual(JSON.parse(written), { name: 'ক' });
  });
});

it('a cookie parameter has a pair for each item of an exploded list', () => {
  assert.deepEqual(cookiePairs(parameter('form', true), ['a;b', 'c']), [
    ['color', 'a%3Bb'],
    ['color', 'c'],
  ]);
  assert.deepEqual(cookiePairs(parameter('form', false), ['a', 'c']), [['color', 'a,c']]);
});
