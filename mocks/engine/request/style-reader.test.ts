import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { detail, responses, senderTo } from '../sender.fixture.ts';

const integers = { type: 'array', items: { type: 'integer' } };
const shade = {
  type: 'object',
  required: ['R'],
  additionalProperties: false,
  properties: { R: { type: 'integer' }, G: { type: 'integer' } },
};

/** Sends a request to an operation that has these parameters; a path value stands in `/at/{value}`. */
async function sender(parameters: object[], openapi = '3.1.0', more: object = {}) {
  const hasPath = parameters.some((parameter) => (parameter as { in: string }).in === 'path');
  return senderTo({ [hasPath ? '/at/{color}' : '/at']: { get: { parameters, responses, ...more } } }, openapi);
}

// The rows of the style table in OpenAPI: a value that fits, and one that does not with what is said of it.
const ROWS: [
  place: string,
  style: string,
  explode: boolean,
  schema: object,
  good: string,
  bad: string,
  told: string,
][] = [
  ['path', 'simple', false, integers, '1,2', '1,x', 'color/1 must be a whole number'],
  ['path', 'simple', false, shade, 'R,1,G,2', 'R,1,G,x', 'color/G must be a whole number'],
  ['path', 'simple', true, shade, 'R=1,G=2', 'R=1,B=2', 'color/B is not known here'],
  ['path', 'label', false, { type: 'integer' }, '.1', '1', 'must be written in the style "label"'],
  ['path', 'label', false, integers, '.1,2', '.1,x', 'color/1 must be a whole number'],
  ['path', 'label', true, integers, '.1.2', '.1.x', 'color/1 must be a whole number'],
  ['path', 'label', false, shade, '.R,1', '.G,1', 'color/R is required'],
  ['path', 'label', true, shade, '.R=1.G=2', '.R=1.B=2', 'color/B is not known here'],
  ['path', 'matrix', false, { type: 'integer' }, ';color=1', ';colour=1', 'must be written in the style "matrix"'],
  ['path', 'matrix', false, integers, ';color=1,2', ';color=1,x', 'color/1 must be a whole number'],
  ['path', 'matrix', true, integers, ';color=1;color=2', ';color=1;color=x', 'color/1 must be a whole number'],
  ['path', 'matrix', false, shade, ';color=R,1', ';color=G,1', 'color/R is required'],
  ['path', 'matrix', true, shade, ';R=1;G=2', ';R=1;B=2', 'color/B is not known here'],
  ['query', 'form', true, integers, 'color=1&color=2', 'color=1&color=x', 'color/1 must be a whole number'],
  ['query', 'form', true, integers, 'color=1', 'color=x', 'color/0 must be a whole number'],
  ['query', 'form', false, integers, 'color=1,2', 'color=1,x', 'color/1 must be a whole number'],
  ['query', 'form', false, integers, 'color=1%2C2', 'color=1%2Cx', 'must be a whole number'],
  ['query', 'form', true, shade, 'R=1&G=2', 'R=1&B=2', 'B is not known here'],
  ['query', 'form', true, shade, 'R=1', 'G=2', 'R is required'],
  ['query', 'form', false, shade, 'color=R,1', 'color=G,1', 'color/R is required'],
  ['query', 'spaceDelimited', false, integers, 'color=1%202', 'color=1+x', 'color/1 must be a whole number'],
  ['query', 'spaceDelimited', true, integers, 'color=1&color=2', 'color=1&color=x', 'color/1 must be a whole number'],
  ['query', 'pipeDelimited', false, integers, 'color=1|2', 'color=1%7Cx', 'color/1 must be a whole number'],
  ['query', 'pipeDelimited', false, shade, 'color=R|1|G|2', 'color=R|1|B|2', 'color/B is not known here'],
  ['query', 'deepObject', true, shade, 'color[R]=1', 'color[R]=1&color[B]=2', 'color[B] is not known here'],
  ['query', 'deepObject', true, shade, 'color%5BR%5D=1', 'color[G]=1', 'color[R] is required'],
  ['header', 'simple', false, integers, '1, 2', '1, x', 'color/1 must be a whole number'],
  ['header', 'simple', false, shade, 'R,1,G,2', 'R,x', 'color/R must be a whole number'],
  ['header', 'simple', true, shade, 'R=1, G=2', 'R=1,B=2', 'color/B is not known here'],
  ['cookie', 'form', true, { type: 'integer' }, 'color=1; other=x', 'color=x', 'color must be a whole number'],
  ['cookie', 'form', false, integers, 'color=1,2', 'color=1,x', 'color/1 must be a whole number'],
  ['cookie', 'form', true, integers, 'color=1; color=2', 'color=1; color=x', 'color/1 must be a whole number'],
  ['cookie', 'form', true, shade, 'R=1; G=2; session=abc', 'R=1; G=x', 'G must be a whole number'],
];

/** The same schema, put together in other ways. */
const WRITTEN: [string, (schema: object) => object][] = [
  ['', (schema) => schema],
  [' behind allOf', (schema) => ({ allOf: [schema] })],
  [' behind anyOf with null', (schema) => ({ anyOf: [schema, { type: 'null' }] })],
  [' behind oneOf in allOf', (schema) => ({ allOf: [{ oneOf: [{ type: 'null' }, schema] }] })],
  [' with a list of types', (schema) => ({ ...schema, type: [(schema as { type: string }).type, 'null'] })],
];

for (const [place, style, explode, schema, good, bad, told] of ROWS) {
  for (const [how, written] of WRITTEN) {
    test(`a ${place} parameter of style ${style}${explode ? ', exploded' : ''} is read${how}: ${good}`, async () => {
      const parameter = { name: 'color', in: place, required: true, style, explode, schema: written(schema) };
      const { engine } = await sender([parameter]);
      const send = (text: string) =>
        engine.answer('requests', 'v1', {
          method: 'GET',
          path: place === 'path' ? `/at/${text}` : '/at',
          query: place === 'query' ? text : '',
          headers: place === 'header' ? { color: text } : place === 'cookie' ? { cookie: text } : {},
          body: null,
        });
      assert.equal(detail(send(good)), '200 ');
      assert.ok(detail(send(bad)).startsWith('422'), detail(send(bad)));
      if (how === '' || how === ' behind allOf') assert.ok(detail(send(bad)).includes(told), detail(send(bad)));
    });
  }
}

describe('an object in the query', async () => {
  const filter = (schema: object, more: object = {}) => ({
    name: 'filter',
    in: 'query',
    style: 'deepObject',
    explode: true,
    schema: { type: 'object', ...schema },
    ...more,
  });
  const REFUSED: [keyword: string, schema: object, query: string, told: string][] = [
    ['additionalProperties', { additionalProperties: { type: 'integer' } }, 'filter[x]=y', 'filter[x] must be a whole'],
    ['patternProperties', { patternProperties: { '^n': { type: 'integer' } } }, 'filter[n]=y', 'filter[n] must be a'],
    ['propertyNames', { propertyNames: { maxLength: 1 } }, 'filter[ab]=1', 'filter[ab] has a name that is not allowed'],
    ['minProperties', { minProperties: 2 }, 'filter[a]=1', 'filter must have at least 2 fields'],
    ['maxProperties', { maxProperties: 1 }, 'filter[a]=1&filter[b]=1', 'filter must have at most 1 field'],
    ['dependentRequired', { dependentRequired: { a: ['b'] } }, 'filter[a]=1', 'filter[b] is required beside a'],
  ];
  for (const [keyword, schema, query, told] of REFUSED) {
    test(`is checked by ${keyword}`, async () => {
      const { send } = await sender([filter(schema)]);
      assert.ok(detail(send('GET', `/at?${query}`)).includes(told), detail(send('GET', `/at?${query}`)));
    });
    test(`is checked by ${keyword} where it is loose`, async () => {
      const { send } = await sender([filter(schema, { style: 'form' })]);
      const loose = query.replaceAll(/filter\[(\w+)\]/g, '$1');
      assert.ok(detail(send('GET', `/at?${loose}`)).startsWith('422'), loose);
    });
  }
  test('may hold lists and objects', async () => {
    const inner = { type: 'object', additionalProperties: false, properties: { gte: { type: 'integer' } } };
    const { send } = await sender([filter({ properties: { ids: integers, created: inner } })]);
    for (const query of [
      'filter[ids]=1&filter[ids]=2',
      'filter[ids][]=1',
      'filter[ids][0]=1',
      'filter[created][gte]=1',
    ])
      assert.equal(send('GET', `/at?${query}`).status, 200, query);
    assert.match(detail(send('GET', '/at?filter[ids]=1&filter[ids]=x')), /filter\[ids\]\[1\] must be a whole number/);
    assert.match(detail(send('GET', '/at?filter[created][lt]=1')), /filter\[created\]\[lt\] is not known here/);
  });
  test('leaves to others what is theirs where it is loose', async () => {
    const limit = { name: 'limit', in: 'query', schema: { type: 'integer' } };
    const closed = filter({ additionalProperties: false, properties: { a: { type: 'integer' } } }, { style: 'form' });
    const { send } = await sender([limit, closed, { ...filter({}), name: 'deep' }]);
    assert.equal(send('GET', '/at?a=1&limit=2&deep[x]=y').status, 200);
    assert.match(detail(send('GET', '/at?a=1&limt=2')), /limt is not known here/);
  });
  test('is required only where the spec says so', async () => {
    const { send } = await sender([filter({}, { required: true })]);
    assert.match(detail(send('GET', '/at')), /filter is required/);
    const optional = await sender([filter({ required: ['a'] })]);
    assert.equal(optional.send('GET', '/at').status, 200);
  });
});

describe('a parameter that may be of several kinds', async () => {
  const oneOrMany = { anyOf: [{ type: 'string', enum: ['all'] }, { type: 'integer' }, integers] };
  const { send } = await sender([
    { name: 'id', in: 'query', schema: oneOrMany },
    { name: 'ids', in: 'query', explode: false, schema: oneOrMany },
  ]);
  for (const query of ['id=all', 'id=1', 'id=1&id=2', 'ids=all', 'ids=1', 'ids=1,2'])
    test(`is read as the one that fits: ${query}`, () => assert.equal(send('GET', `/at?${query}`).status, 200));
  for (const query of ['id=none', 'id=1&id=all', 'ids=1,all'])
    test(`is refused where none fits: ${query}`, () => assert.equal(send('GET', `/at?${query}`).status, 422));
});

describe('an empty value', async () => {
  const { send } = await sender([
    { name: 'flag', in: 'query', allowEmptyValue: true, schema: { type: 'boolean' } },
    { name: 'limit', in: 'query', schema: { type: 'integer' } },
    { name: 'nullable', in: 'query', schema: { type: ['integer', 'null'] } },
    { name: 'ids', in: 'query', schema: integers },
    { name: 'some', in: 'query', schema: { ...integers, minItems: 1 } },
    { name: 'q', in: 'query', schema: { type: 'string', minLength: 1 } },
  ]);
  for (const query of ['flag', 'flag=', 'flag=true', 'nullable=', 'nullable=1', 'ids='])
    test(`is taken where the spec allows it: ${query}`, () =>
      assert.equal(detail(send('GET', `/at?${query}`)), '200 '));
  for (const query of ['flag=x', 'limit=', 'some=', 'q=', 'q'])
    test(`is refused where it does not: ${query}`, () => assert.equal(send('GET', `/at?${query}`).status, 422));
});

test('a name that comes twice is a list, which a single value must not be', async () => {
  const { send } = await sender([{ name: 'limit', in: 'query', schema: { type: 'integer' } }]);
  assert.equal(send('GET', '/at?limit=1&limit=2').status, 422);
});

test('a plus and %20 are a space, %2B is a plus', async () => {
  const { send } = await sender([{ name: 'q', in: 'query', schema: { enum: ['a b', 'a+b'] } }]);
  for (const query of ['q=a+b', 'q=a%20b', 'q=a%2Bb']) assert.equal(send('GET', `/at?${query}`).status, 200, query);
});

test('an encoded comma is part of an item', async () => {
  const list = { type: 'array', items: { enum: ['a,b', 'c'] } };
  const query = await sender([{ name: 'color', in: 'query', explode: false, schema: list }]);
  assert.equal(query.send('GET', '/at?color=a%2Cb,c').status, 200);
  const path = await sender([{ name: 'color', in: 'path', required: true, schema: list }]);
  assert.equal(path.send('GET', '/at/a%2Cb,c').status, 200);
});

describe('a parameter with content', async () => {
  const content = {
    'application/json': { schema: { type: 'object', properties: { count: { type: 'integer' } }, required: ['count'] } },
  };
  const at = (place: string) => ({ name: 'filter', in: place, required: true, content });
  for (const place of ['query', 'header', 'cookie']) {
    test(`is read as its media type: ${place}`, async () => {
      const { engine } = await sender([at(place)]);
      const send = (text: string) =>
        engine.answer('requests', 'v1', {
          method: 'GET',
          path: '/at',
          query: place === 'query' ? `filter=${encodeURIComponent(text)}` : '',
          headers: place === 'header' ? { filter: text } : { cookie: `filter=${encodeURIComponent(text)}` },
          body: null,
        });
      assert.equal(send('{"count":1}').status, 200);
      assert.match(detail(send('abc')), /filter must be one JSON value/);
      assert.match(detail(send('{"count":"1"}')), /filter\/count must be a whole number/);
      assert.match(detail(send('{}')), /filter\/count is required/);
    });
  }
  test('is read as its media type: path', async () => {
    const { send } = await sender([{ ...at('path'), name: 'color' }]);
    assert.equal(send('GET', '/at/%7B%22count%22%3A1%7D').status, 200);
    assert.match(detail(send('GET', '/at/x')), /color must be one JSON value/);
  });
  test('may be text', async () => {
    const { send } = await sender([
      { name: 'q', in: 'query', content: { 'text/plain': { schema: { maxLength: 2 } } } },
    ]);
    assert.equal(send('GET', '/at?q=ab').status, 200);
    assert.equal(send('GET', '/at?q=abc').status, 422);
  });
});
