import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { headerValue, pathSegment, queryPairs } from './serializeParameter.ts';

// The rows of the style table in the OpenAPI 3.1 specification: "color" as string, array and object.
const array = ['blue', 'black', 'brown'];
const object = { R: 100, G: 200, B: 150 };
const parameter = (location: 'path' | 'query' | 'header' | 'cookie', style: string, explode: boolean) =>
  ({ name: 'color', in: location, style, explode }) as const;

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
      assert.equal(pathSegment(parameter('path', style, explode), 'blue'), ofString);
      assert.equal(pathSegment(parameter('path', style, explode), array), ofArray);
      assert.equal(pathSegment(parameter('path', style, explode), object), ofObject);
    });
  }
  it('cannot break out of its place in the path', () => {
    assert.equal(
      pathSegment(parameter('path', 'simple', false), '../a?b#c/ঢাকা'),
      `..%2Fa%3Fb%23c%2F${encodeURIComponent('ঢাকা')}`,
    );
  });
});

describe('a query parameter', () => {
  const text = (style: string, explode: boolean, value: Parameters<typeof queryPairs>[1]) =>
    queryPairs(parameter('query', style, explode), value)
      .map((pair) => pair.join('='))
      .join('&');
  it('repeats its name for each item of an exploded form array', () => {
    assert.equal(text('form', true, array), 'color=blue&color=black&color=brown');
  });
  it('joins items with the delimiter of its style', () => {
    assert.equal(text('form', false, array), 'color=blue,black,brown');
    assert.equal(text('spaceDelimited', false, array), 'color=blue black brown');
    assert.equal(text('pipeDelimited', false, array), 'color=blue|black|brown');
  });
  it('writes objects as form, exploded form and deepObject', () => {
    assert.equal(text('form', false, object), 'color=R,100,G,200,B,150');
    assert.equal(text('form', true, object), 'R=100&G=200&B=150');
    assert.equal(text('deepObject', true, object), 'color[R]=100&color[G]=200&color[B]=150');
  });
  it('writes numbers, booleans and null as their text', () => {
    assert.equal(text('form', true, 20), 'color=20');
    assert.equal(text('form', true, false), 'color=false');
    assert.equal(text('form', true, null), 'color=null');
  });
});

it('a header parameter separates items by commas, without percent-encoding', () => {
  assert.equal(headerValue(parameter('header', 'simple', false), ['a b', 'c']), 'a b,c');
  assert.equal(headerValue(parameter('header', 'simple', true), object), 'R=100,G=200,B=150');
});
