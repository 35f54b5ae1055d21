import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { catalogueOf } from '../catalogue.fixture.ts';
import { FOREIGN, VERIFICATION } from '../documents.fixture.ts';
import { exampleRequest } from '../example-request.ts';
import { createMockEngine, type MockAnswer, type MockRequest } from '../index.ts';
import { type PrismAnswer, PrismCli } from './prism-cli.fixture.ts';

// The Prism command answers the same requests. Ours may differ in these ways only: problems of our own where the request is
// invalid, absolute problem types, no content type where there is no content, and other values where they are made up.

const documents = { foreign: FOREIGN, verification: VERIFICATION };
const catalogue = catalogueOf(documents);
const engine = await createMockEngine(catalogue, { publicUrl: '' });
const cli = await PrismCli.start();
after(() => cli.stop());

function assertSame(ours: MockAnswer, theirs: PrismAnswer, note: string): void {
  assert.equal(ours.status, theirs.status, `${note}: ${ours.body} instead of ${theirs.body}`);
  if (ours.problem !== null) return;
  const body = ours.body === null ? '' : String(ours.body);
  if (ours.fallback?.kind === 'generated') {
    assert.equal(ours.headers['content-type'], theirs.contentType, note);
    return;
  }
  const isJson = /json/.test(theirs.contentType);
  assert.deepEqual(
    isJson && body !== '' ? JSON.parse(body) : body,
    isJson && theirs.body !== '' ? JSON.parse(theirs.body) : theirs.body,
    note,
  );
  if (body !== '') assert.equal(ours.headers['content-type'], theirs.contentType, note);
}

const json = (value: unknown, type = 'application/json') => ({
  headers: { 'content-type': type },
  body: Buffer.from(JSON.stringify(value)),
});
const form = (body: string, type = 'application/x-www-form-urlencoded') => ({
  headers: { 'content-type': type },
  body: Buffer.from(body),
});

const FOREIGN_REQUESTS: [string, string, Partial<MockRequest>?][] = [
  ['GET', '/styles/a/1', { query: 'flag=true' }],
  ['GET', '/styles/a/x', { query: 'flag=true' }],
  ['GET', '/styles/a/1', { query: 'flag=true&ids=1,2&exploded=true&exploded=false&piped=1|2&filter[age]=3&kind=a' }],
  ['GET', '/styles/a/1', { query: 'flag=true&ids=1,2,3,4' }],
  ['GET', '/styles/a/1', { query: 'flag=true&filter[age]=old' }],
  ['GET', '/styles/a/1', { query: 'flag=true', headers: { 'x-number': '0' } }],
  ['GET', '/styles/a/1', { query: 'flag=true', headers: { prefer: 'code=418' } }],
  ['GET', '/pets'],
  ['POST', '/pets', json({ name: 'Tom' })],
  ['POST', '/pets', json({ name: 'Tom' }, 'application/vnd.pet+json')],
  ['POST', '/pets', json({ name: 'too long' })],
  ['POST', '/pets', json({ name: 'Tom' }, 'text/csv')],
  ['POST', '/pets'],
  [
    'POST',
    '/pets',
    { ...json({ name: 'Tom' }), headers: { 'content-type': 'application/json', accept: 'text/plain' } },
  ],
  ['POST', '/pets', { ...json({ name: 'Tom' }), headers: { 'content-type': 'application/json', accept: 'image/png' } }],
  ['POST', '/pets', { ...json({ name: 'Tom' }), headers: { 'content-type': 'application/json', prefer: 'code=400' } }],
  // Of a request with the properties of one form only, Prism asks for the read-only id that the form refers to; we do not.
  ['PUT', '/animals', json({ name: 'Tom' })],
  ['PUT', '/animals', json({ name: 'Tom', lives: 9, barks: true })],
  ['POST', '/forms', form('name=Rahima&age=61')],
  ['POST', '/forms', form('age=x')],
  [
    'POST',
    '/forms',
    form('--x\r\nContent-Disposition: form-data; name="name"\r\n\r\na\r\n--x--\r\n', 'multipart/form-data; boundary=x'),
  ],
  ['GET', '/wildcard'],
  ['GET', '/wildcard', { headers: { accept: 'application/xml' } }],
  ['GET', '/wildcard', { headers: { accept: 'application/json;q=0.5, application/xml;q=0.6' } }],
  ['GET', '/wildcard', { headers: { accept: 'application/json; version=2' } }],
  ['GET', '/empty'],
  ['DELETE', '/empty'],
  ['POST', '/trees', json({ value: 1, children: [{ value: 2, children: [] }] })],
  ['POST', '/trees', json({ value: 1, children: [{ value: 'x' }] })],
  ['GET', '/only-errors'],
  ['GET', '/nowhere'],
  ['PATCH', '/pets'],
];

describe("a foreign spec's operations are answered as the Prism command answers them", async () => {
  const prism = await cli.mock(FOREIGN);
  for (const [method, path, rest] of FOREIGN_REQUESTS) {
    const request: MockRequest = { method, path, query: '', headers: {}, body: null, ...rest };
    const headers = { accept: '*/*', ...request.headers };
    const note = `${method} ${path}?${request.query} ${JSON.stringify(request.headers)} ${request.body ?? ''}`;
    test(note, async () => {
      assertSame(
        engine.answer('foreign', 'v1', { ...request, headers }),
        await prism.ask({ ...request, headers }),
        note,
      );
    });
  }
});

describe('named examples are answered as the Prism command answers them when it is told status and name', async () => {
  const prism = await cli.mock(VERIFICATION);
  const service = catalogue.services.find(({ id }) => id === 'verification');
  for (const operation of service?.operations ?? []) {
    for (const example of operation.examples) {
      if (example.request === null || example.response === null) continue;
      const { status } = example.response;
      test(`${operation.method} ${operation.path} ${example.name}`, async () => {
        const request = exampleRequest(operation, example.request, service?.schemas ?? {});
        if ('reason' in request) assert.fail(request.reason.id);
        const prefer = `code=${status}, example=${example.name}`;
        const told = { ...request, headers: { ...request.headers, accept: '*/*', prefer } };
        assertSame(engine.answer('verification', 'v1', told), await prism.ask(told), example.name);
        assertSame(engine.answer('verification', 'v1', request), await prism.ask(told), example.name);
      });
    }
  }
});
