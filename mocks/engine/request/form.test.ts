import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { OpenApiDocument } from '@dpi/specs/model';
import { catalogueOf } from '../catalogue.fixture.ts';
import { createEnglishEngine } from '../in-english.fixture.ts';
import { detail, responses, senderTo } from '../sender.fixture.ts';

const schema = {
  type: 'object',
  required: ['file'],
  properties: {
    file: { type: 'string', format: 'binary' },
    pages: { type: 'integer', minimum: 1 },
    tags: { type: 'array', maxItems: 2, items: { type: 'string' } },
    owner: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
    codes: { type: 'array', items: { type: 'integer' } },
  },
};
const DOCUMENT = {
  openapi: '3.0.3',
  info: { title: 'Files', version: '1' },
  paths: {
    '/files': {
      post: {
        requestBody: {
          required: true,
          content: {
            'multipart/form-data': { schema },
            'application/x-www-form-urlencoded': {
              schema,
              encoding: { codes: { style: 'spaceDelimited', explode: false } },
            },
          },
        },
        responses: { 201: { description: 'Kept' } },
      },
    },
  },
} as unknown as OpenApiDocument;
const engine = await createEnglishEngine(catalogueOf({ files: DOCUMENT }), { publicUrl: '' });

function send(contentType: string, body: Buffer): { status: number; detail: string } {
  const request = { method: 'POST', path: '/files', query: '', headers: { 'content-type': contentType }, body };
  const { status, problem } = engine.answer('files', 'v1', request);
  return { status, detail: problem?.detail ?? '' };
}

const FILE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe, 0x00, 0x0d, 0x0a]);
const file: [string, Buffer] = ['name="file"; filename="a.png"\r\nContent-Type: image/png', FILE];

/** @param parts what stands behind `form-data; ` in the head of a part, and its content */
function multipart(...parts: [disposition: string, content: string | Buffer][]) {
  const chunks = parts.flatMap(([disposition, content]) => [
    Buffer.from(`--x-y\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n`),
    Buffer.from(content as string),
    Buffer.from('\r\n'),
  ]);
  return send('multipart/form-data; boundary=x-y', Buffer.concat([...chunks, Buffer.from('--x-y--\r\n')]));
}

describe('a form of several parts', () => {
  test('takes files, also those that are no text', () => {
    assert.deepEqual(multipart(file), { status: 201, detail: '' });
    assert.equal(multipart(['filename="name=a.png"; name="file"', '']).status, 201);
  });
  test('takes lists as parts of one name, objects as JSON, and numbers as text', () => {
    const owner = '{"name":"রহিমা"}';
    const good = multipart(
      file,
      ['name="tags"', 'a'],
      ['name="tags"', 'b'],
      ['name="owner"', owner],
      ['name=pages', '2'],
    );
    assert.deepEqual(good, { status: 201, detail: '' });
  });
  test('is detail what does not fit, like JSON', () => {
    assert.match(multipart(['name="other"', '1']).detail, /\/file in the body is required: add it/);
    assert.match(multipart(file, ['name="pages"', 'two']).detail, /\/pages in the body must be a whole number/);
    assert.match(multipart(file, ['name="owner"', '{}']).detail, /\/owner\/name in the body is required/);
    const three: [string, string][] = ['a', 'b', 'c'].map((tag) => ['name="tags"', tag]);
    assert.match(multipart(file, ...three).detail, /\/tags in the body must have at most 2 items/);
  });
  test('may hold no deeper JSON than other bodies', () => {
    const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
    assert.match(multipart(file, ['name="owner"', deep]).detail, /more than 100 levels deep/);
  });
  test('that was put together by hand is detail what is wrong', () => {
    const type = 'multipart/form-data; boundary=x';
    assert.match(send(type, Buffer.from('--y\r\n')).detail, /boundary that the Content-Type names/);
    assert.match(send(type, Buffer.from('--x\nContent-Disposition: form-data; name="a"\n\n1\n--x--')).detail, /CRLF/);
    assert.match(send(type, Buffer.from('--x\r\nA: b\r\n\r\n1\r\n--x--')).detail, /Content-Disposition/);
    assert.match(send('multipart/form-data', Buffer.from('x')).detail, /no boundary/);
  });
});

test('a URL-encoded form may repeat a name, or join a list as the spec says', () => {
  const form = (body: string) => send('application/x-www-form-urlencoded', Buffer.from(body));
  assert.equal(form('file=a&tags=a&tags=b&codes=1+2&owner=%7B%22name%22%3A%22a%22%7D').status, 201);
  assert.match(form('file=a&codes=1+x').detail, /\/codes\/1 in the body must be a whole number/);
});

describe('the fields of a form', async () => {
  const integers = { type: 'array', items: { type: 'integer' } };
  const meta = { type: 'object', properties: { count: { type: 'integer' } } };
  const fields = {
    type: 'object',
    additionalProperties: false,
    properties: {
      ids: { allOf: [integers] },
      joined: { anyOf: [integers, { type: 'null' }] },
      deep: { allOf: [meta] },
      loose: { type: 'object', properties: { shade: { type: 'integer' } } },
      meta,
      people: { type: 'array', items: meta },
      typed: { type: 'array', items: meta },
      pages: { type: ['integer', 'null'] },
    },
  };
  const encoding = {
    joined: { style: 'form', explode: false },
    deep: { style: 'deepObject' },
    loose: { style: 'form' },
    typed: { contentType: 'application/json' },
    pages: { contentType: 'application/json' },
  };
  const content = Object.fromEntries(
    ['application/x-www-form-urlencoded', 'multipart/form-data'].map((type) => [type, { schema: fields, encoding }]),
  );
  const made = { 201: { description: 'made' } };
  const document = (openapi: string) => ({
    ...DOCUMENT,
    openapi,
    paths: { '/files': { post: { requestBody: { required: true, content }, responses: made } } },
  });
  const documents = { files30: document('3.0.3'), files31: document('3.1.0') } as Record<string, OpenApiDocument>;
  const formEngine = await createEnglishEngine(catalogueOf(documents), { publicUrl: '' });
  const ask = (service: string, type: string, body: string) => {
    const headers = { 'content-type': type };
    const request = { method: 'POST', path: '/files', query: '', headers, body: Buffer.from(body) };
    const { status, problem } = formEngine.answer(service, 'v1', request);
    return `${status} ${problem?.detail ?? ''}`;
  };
  const urlEncoded = (body: string) => ask('files30', 'application/x-www-form-urlencoded', body);
  const parts = (...all: [name: string, value: string][]) =>
    `${all.map(([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join('')}--x--\r\n`;
  const multipart = (service: string, ...all: [string, string][]) =>
    ask(service, 'multipart/form-data; boundary=x', parts(...all));

  for (const good of [
    'ids=1',
    'ids=1&ids=2',
    'joined=1,2',
    'joined=1%2C2',
    'deep[count]=1',
    'shade=1',
    'meta=%7B%22count%22:1%7D',
    'people=%7B%22count%22:1%7D&people=%7B%7D',
    'typed=[%7B%22count%22:1%7D]',
    'typed=%7B%22count%22:1%7D',
    'pages=1',
    'pages=null',
  ])
    test(`are read as the spec says: ${good}`, () => assert.equal(urlEncoded(good), '201 '));
  for (const [bad, detail] of [
    ['ids=x', '/ids/0 in the body must be a whole number'],
    ['joined=1,x', 'must be a whole number'],
    ['deep[count]=x', '/deep/count in the body must be a whole number'],
    ['shade=x', '/loose/shade in the body must be a whole number'],
    ['meta=%7B%22count%22:%221%22%7D', '/meta/count in the body must be a whole number'],
    ['people=%7B%22count%22:%221%22%7D', '/people/0/count in the body must be a whole number'],
    ['typed=[%7B%22count%22:%221%22%7D]', '/typed/0/count in the body must be a whole number'],
    ['pages=%221%22', '/pages in the body must be a whole number'],
    ['pages=one', '/pages in the body must be JSON'],
  ] as const)
    test(`are refused where they do not fit: ${bad}`, () =>
      assert.ok(urlEncoded(bad).includes(detail), urlEncoded(bad)));

  test('of several parts have styles from OpenAPI 3.1 on', () => {
    assert.equal(multipart('files31', ['deep[count]', '1'], ['joined', '1,2']), '201 ');
    assert.match(multipart('files31', ['deep[count]', 'x']), /\/deep\/count in the body must be a whole number/);
    assert.match(multipart('files30', ['deep[count]', '1']), /\/deep\[count\] in the body is not known here/);
    assert.equal(multipart('files30', ['deep', '{"count":1}'], ['joined', '1'], ['joined', '2']), '201 ');
  });
  test('of several parts have the types of JSON where they are JSON', () => {
    assert.equal(multipart('files30', ['meta', '{"count":1}']), '201 ');
    assert.match(multipart('files30', ['meta', '{"count":"1"}']), /\/meta\/count in the body must be a whole number/);
    assert.match(multipart('files30', ['typed', 'x']), /\/typed in the body must be JSON/);
  });
});

test('a field that no property is named for is checked by additionalProperties', async () => {
  const open = { type: 'object', additionalProperties: { type: 'integer' } };
  const closed = { type: 'object', additionalProperties: false, properties: { a: {} } };
  const form = (schema: object) => ({ content: { 'application/x-www-form-urlencoded': { schema } } });
  const { send } = await senderTo({
    '/open': { post: { requestBody: form(open), responses } },
    '/closed': { post: { requestBody: form(closed), responses } },
  });
  const type = 'application/x-www-form-urlencoded';
  assert.equal(send('POST', '/open', 'x=1', type).status, 200);
  assert.match(detail(send('POST', '/open', 'x=y', type)), /\/x in the body must be a whole number/);
  assert.equal(send('POST', '/closed', 'a=1', type).status, 200);
  assert.match(detail(send('POST', '/closed', 'b=1', type)), /\/b in the body is not known here/);
});
