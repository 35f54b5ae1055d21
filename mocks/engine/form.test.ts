import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { OpenApiDocument } from '@dpi/specs/model';
import { catalogueOf } from './catalogue.fixture.ts';
import { createMockEngine } from './index.ts';

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
const engine = await createMockEngine(catalogueOf({ files: DOCUMENT }), { publicUrl: '' });

function send(contentType: string, body: Buffer): { status: number; told: string } {
  const request = { method: 'POST', path: '/files', query: '', headers: { 'content-type': contentType }, body };
  const { status, problem } = engine.answer('files', 'v1', request);
  return { status, told: problem?.detail ?? '' };
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
    assert.deepEqual(multipart(file), { status: 201, told: '' });
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
    assert.deepEqual(good, { status: 201, told: '' });
  });
  test('is told what does not fit, like JSON', () => {
    assert.match(multipart(['name="other"', '1']).told, /\/file in the body is required: add it/);
    assert.match(multipart(file, ['name="pages"', 'two']).told, /\/pages in the body must be a whole number/);
    assert.match(multipart(file, ['name="owner"', '{}']).told, /\/owner\/name in the body is required/);
    const three: [string, string][] = ['a', 'b', 'c'].map((tag) => ['name="tags"', tag]);
    assert.match(multipart(file, ...three).told, /\/tags in the body must have at most 2 items/);
  });
  test('may hold no deeper JSON than other bodies', () => {
    const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
    assert.match(multipart(file, ['name="owner"', deep]).told, /more than 100 levels deep/);
  });
  test('that was put together by hand is told what is wrong', () => {
    const type = 'multipart/form-data; boundary=x';
    assert.match(send(type, Buffer.from('--y\r\n')).told, /boundary that the Content-Type names/);
    assert.match(send(type, Buffer.from('--x\nContent-Disposition: form-data; name="a"\n\n1\n--x--')).told, /CRLF/);
    assert.match(send(type, Buffer.from('--x\r\nA: b\r\n\r\n1\r\n--x--')).told, /Content-Disposition/);
    assert.match(send('multipart/form-data', Buffer.from('x')).told, /no boundary/);
  });
});

test('a URL-encoded form may repeat a name, or join a list as the spec says', () => {
  const form = (body: string) => send('application/x-www-form-urlencoded', Buffer.from(body));
  assert.equal(form('file=a&tags=a&tags=b&codes=1+2&owner=%7B%22name%22%3A%22a%22%7D').status, 201);
  assert.match(form('file=a&codes=1+x').told, /\/codes\/1 in the body must be a whole number/);
});
