import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isObject } from '@dpi/specs/json-value';
import { getHttpOperationsFromSpec } from '@stoplight/prism-http';
import { validateInput } from '@stoplight/prism-http/dist/validator/index.js';
import fc from 'fast-check';
import { catalogueOf } from './catalogue.fixture.ts';
import { FOREIGN, VERIFICATION } from './documents.fixture.ts';
import { createEnglishEngine } from './in-english.fixture.ts';
import type { MockRequest } from './index.ts';

// The checks are prepared once here and made anew for each request in Prism: whatever is sent, both must come to one verdict.

const documents = { foreign: FOREIGN, verification: VERIFICATION };
const engine = await createEnglishEngine(catalogueOf(documents), { publicUrl: '' });
const operations = {
  foreign: await getHttpOperationsFromSpec(structuredClone(FOREIGN)),
  verification: await getHttpOperationsFromSpec(structuredClone(VERIFICATION)),
};

// The Prism command does this while it prints its routes.
for (const operation of [...operations.foreign, ...operations.verification]) {
  for (const parameter of operation.request?.query ?? []) if (parameter.style === 'form') parameter.explode ??= true;
}

type Verdict = 'fits' | 'does not fit' | 'cannot be read';

function ours(service: string, request: MockRequest): Verdict {
  const { problem, violations } = engine.answer(service, 'v1', request);
  if (problem?.type.includes('malformed')) return 'cannot be read';
  return violations.length === 0 ? 'fits' : 'does not fit';
}

/** What Prism says; requests it throws at are those we say cannot be read. */
function prisms(service: keyof typeof operations, template: string, request: MockRequest): Verdict {
  const method = request.method.toLowerCase();
  const resource = operations[service].find((operation) => operation.method === method && operation.path === template);
  assert.ok(resource);
  const query: Record<string, string | string[]> = {};
  const parameters = new URLSearchParams(request.query);
  for (const name of parameters.keys()) {
    const values = parameters.getAll(name);
    query[name] = values.length === 1 ? (values[0] ?? '') : values;
  }
  const type = String(request.headers['content-type'] ?? '');
  const text = request.body === null || request.body.length === 0 ? null : String(request.body);
  const body = text !== null && /json/.test(type) ? JSON.parse(text) : text;
  const headers = { ...request.headers, ...(text !== null && { 'content-length': String(text.length) }) };
  try {
    const element = { method, url: { path: request.path, query }, headers, body } as Parameters<
      typeof validateInput
    >[0]['element'];
    return validateInput({ resource, element })._tag === 'Right' ? 'fits' : 'does not fit';
  } catch {
    return 'cannot be read';
  }
}

function assertSameVerdict(service: keyof typeof operations, template: string, request: MockRequest): void {
  const theirs = prisms(service, template, request);
  if (theirs !== 'cannot be read')
    assert.equal(ours(service, request), theirs, JSON.stringify({ ...request, body: String(request.body) }));
}

const word = fc.constantFrom(
  '',
  'a',
  'b',
  '1',
  '2',
  '-1',
  '0',
  '1.5',
  'true',
  'false',
  'null',
  'x y',
  'ক',
  'abcdefgh',
  '1990000001',
  '1|2',
  '1,2',
  '[]',
);
/** Not of spaces alone, which Prism, as JavaScript does, reads as the number 0. */
const value = fc.oneof(
  word,
  fc.string({ maxLength: 8 }).filter((text) => text === '' || text.trim() !== ''),
);

const queryOf = (...names: string[]) =>
  fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 6 }).map((pairs) => {
    return pairs.map(([name, text]) => `${name}=${encodeURIComponent(text.toWellFormed())}`).join('&');
  });

const segment = fc
  .oneof(fc.constantFrom('1', 'x', '7', 'v1', 'v22', 'ক'), fc.stringMatching(/^[a-z0-9~_]{1,8}$/))
  .map((text) => encodeURIComponent(text));

const json = fc.letrec((tie) => ({
  scalar: fc.oneof(
    value,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
  ),
  object: fc.dictionary(
    fc.constantFrom('id', 'name', 'owner', 'lives', 'barks', 'value', 'children', 'nid', 'birthDate', 'tags', 'extra'),
    tie('any'),
    { maxKeys: 5 },
  ),
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('scalar'),
    tie('object'),
    fc.array(tie('any'), { maxLength: 4 }),
  ),
}));

const runs = { numRuns: 400 };
const request = (method: string, path: string, rest: Partial<MockRequest>): MockRequest => {
  return { method, path, query: '', headers: {}, body: null, ...rest };
};

/** Prism takes an empty value for none at all; here it is one that must fit. */
function hasEmptyValue(query: string): boolean {
  return query.split('&').some((pair) => /^[^=]+=?$/.test(pair));
}

test('parameters of every style get the verdict that Prism gives', () => {
  const query = queryOf('ids', 'exploded', 'piped', 'filter[age]', 'filter[name]', 'flag', 'flag', 'kind', 'other');
  const header = fc.option(value, { nil: undefined });
  fc.assert(
    fc.property(segment, segment, query, header, (list, plain, text, number) => {
      fc.pre(!hasEmptyValue(text) && number !== '');
      const headers = number === undefined ? {} : { 'x-number': number };
      assertSameVerdict(
        'foreign',
        '/styles/{list}/{plain}',
        request('GET', `/styles/${list}/${plain}`, { query: text, headers }),
      );
    }),
    runs,
  );
});

test('path, query and header parameters with bounds get the verdict that Prism gives', () => {
  fc.assert(
    fc.property(
      segment,
      fc.oneof(queryOf('limit', 'other'), queryOf('LIMIT', 'other')),
      value,
      (id, query, correlation) => {
        fc.pre(!hasEmptyValue(query) && correlation !== '');
        const rest = { query, headers: { 'x-correlation-id': correlation } };
        assertSameVerdict(
          'verification',
          '/verifications/{verificationId}',
          request('GET', `/verifications/${id}`, rest),
        );
      },
    ),
    runs,
  );
});

for (const [service, method, path] of [
  ['foreign', 'POST', '/pets'],
  ['foreign', 'PUT', '/animals'],
  ['foreign', 'POST', '/trees'],
  ['verification', 'POST', '/verifications'],
] as const) {
  test(`JSON bodies of ${method} ${path} get the verdict that Prism gives`, () => {
    const type = fc.constantFrom(
      'application/json',
      'application/json; charset=utf-8',
      'application/vnd.pet+json',
      'text/csv',
      'application/xml',
    );
    fc.assert(
      fc.property(fc.oneof(json.object, json.any), type, (body, contentType) => {
        // Prism takes the values null, 0, false and "" for a body that is missing.
        fc.pre(body !== null && body !== 0 && body !== false && body !== '');
        // Within oneOf, Prism asks requests for what is read-only, too.
        fc.pre(path !== '/animals' || !isObject(body) || 'id' in body);
        const rest = { headers: { 'content-type': contentType }, body: Buffer.from(JSON.stringify(body)) };
        assertSameVerdict(service, path, request(method, path, rest));
      }),
      runs,
    );
  });
}

test('URL-encoded forms get the verdict that Prism gives', () => {
  fc.assert(
    fc.property(queryOf('name', 'age', 'other'), (form) => {
      const rest = { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: Buffer.from(form) };
      assertSameVerdict('foreign', '/forms', request('POST', '/forms', rest));
    }),
    runs,
  );
});

test('a body where none is taken gets the verdict that Prism gives', () => {
  for (const body of [null, Buffer.alloc(0), Buffer.from('{}')]) {
    assertSameVerdict(
      'verification',
      '/verifications/{verificationId}',
      request('GET', '/verifications/v1', { headers: { 'content-type': 'application/json' }, body }),
    );
  }
});
