import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { loadCatalogue } from '@dpi/specs';
import type { Schema } from '@dpi/specs/model';
import { catalogueOf } from '../catalogue.fixture.ts';
import { documentOf } from '../costly-schemas.fixture.ts';
import { VERIFICATION } from '../documents.fixture.ts';
import { exampleRequest } from '../example-request.ts';
import { createMockEngine, type MockAnswer, type MockRequest } from '../index.ts';
import { KARIM, RAHIMA } from '../match/people.fixture.ts';
import { jsonInTurns } from './json-in-turns.ts';
import { AnswerQueue } from './queue.ts';

const HEADERS = { 'content-type': 'application/json' };
const post = (body: string): MockRequest => ({
  method: 'POST',
  path: '/x',
  query: '',
  headers: HEADERS,
  body: Buffer.from(body),
});

/** Answers every request with a body in the other process. */
const ELSEWHERE = { publicUrl: 'https://portal.example', bodyOnLoop: 0 };

test('the other process answers to the byte as this one does', async () => {
  const catalogue = await loadCatalogue({ services: ['nid-verification', 'fund-transfer', 'digital-locker'] });
  const engine = await createMockEngine(catalogue, ELSEWHERE);
  let compared = 0;
  for (const service of catalogue.services) {
    for (const operation of service.operations.filter(({ requestBody }) => requestBody !== null)) {
      const [shown] = operation.examples.filter(({ request }) => request?.body !== undefined);
      const sent = exampleRequest(operation, shown?.request ?? null, service.schemas);
      if ('reason' in sent || sent.body === null) continue;
      const wrong = Buffer.from(String(sent.body).replace(/"[^"]*"(?=[,}])/, '7'));
      for (const request of [
        sent,
        { ...sent, body: wrong },
        { ...sent, body: Buffer.from('{"a":') },
        { ...sent, headers: { ...sent.headers, accept: 'image/png' } },
        { ...sent, headers: { ...sent.headers, prefer: 'dynamic=true; seed=7' } },
        { ...sent, headers: { ...sent.headers, 'content-type': 'text/csv' } },
      ]) {
        const here = engine.answer(service.id, service.version, request);
        const there = engine.answerWithoutBlocking(service.id, service.version, request);
        assert.ok(there instanceof Promise);
        assertSame(await there, here);
        compared += 1;
      }
    }
  }
  assert.ok(compared > 60, `${compared} requests`);
});

function assertSame(there: MockAnswer, here: MockAnswer): void {
  assert.deepEqual(Buffer.from(there.body ?? ''), Buffer.from(here.body ?? ''));
  assert.equal(there.operation, here.operation);
  assert.deepEqual(JSON.parse(JSON.stringify(there)), JSON.parse(JSON.stringify(here)));
}

test('what is small is answered at once', async () => {
  const engine = await createMockEngine(catalogueOf({ v: VERIFICATION }, { personas: [RAHIMA] }), { publicUrl: '' });
  const request = { ...post('{"nid":"1990000001","birthDate":"1999-09-09"}'), path: '/verifications' };
  assert.ok(!(engine.answerWithoutBlocking('v', 'v1', request) instanceof Promise));
});

test('after a spec has changed, large bodies are answered for the new one, and by the old engine for the old one', async () => {
  const people = { personas: [RAHIMA, KARIM] };
  const request = { ...post('{"nid":"1990000001","birthDate":"1999-09-09"}'), path: '/verifications' };
  const engine = await createMockEngine(catalogueOf({ v: VERIFICATION }, people), ELSEWHERE);
  const next = await engine.renew(catalogueOf({ v: documentOf({ schema: {} }) }, people));
  const exampleOf = async (from: typeof engine) => (await from.answerWithoutBlocking('v', 'v1', request)).example;
  assert.equal(await exampleOf(engine), 'rahima-wrong-birth-date');
  assert.equal((await next.answerWithoutBlocking('v', 'v1', request)).status, 404);
  assert.equal((await next.answerWithoutBlocking('v', 'v1', post('{}'))).status, 200);
  assert.equal(await exampleOf(engine), 'rahima-wrong-birth-date');
});

/** Schemas of objects that are told apart by `kind`. */
const kinds = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    type: 'object',
    required: ['kind'],
    properties: { kind: { const: `k${index}` }, note: { type: 'string', maxLength: 9 } },
  }));

test('of fifteen hundred alternatives the last one is found, and none that is not there', async () => {
  const engine = await createMockEngine(catalogueOf({ x: documentOf({ schema: { oneOf: kinds(1500) } }) }), {
    publicUrl: '',
  });
  const statusOf = async (kind: string) =>
    (await engine.answerWithoutBlocking('x', 'v1', post(JSON.stringify({ kind })))).status;
  assert.equal(await statusOf('k1499'), 200);
  assert.equal(await statusOf('k1500'), 422);
});

describe('a process that answers', () => {
  const sourceOf = (schema: Schema) => {
    const { services, problems } = catalogueOf({ x: documentOf({ schema }) });
    return { pieces: () => jsonInTurns({ services, broken: [], personas: [], problems, publicUrl: '' }) };
  };

  test('is ended where it takes too long, and those that wait lose nothing', async () => {
    const queue = new AnswerQueue({ silence: { starting: 60_000, compiling: 60_000, checking: 10 } });
    // Takes seconds: whatever holds this process up, too, its limit comes first.
    const slow = sourceOf({ type: 'array', uniqueItems: true });
    const many = `[${Array.from({ length: 300_000 }, (_, index) => `{"a":${index}}`).join(',')}]`;
    const outcomes = await Promise.all([many, many, many].map((body) => queue.answer(slow, post(body))));
    assert.deepEqual(
      outcomes.map(({ state }) => state),
      ['checking-too-long', 'checking-too-long', 'checking-too-long'],
    );
  });

  test('goes on with the next where one took all its memory', async () => {
    const queue = new AnswerQueue();
    const source = sourceOf({});
    const parts = {
      async *pieces() {
        yield `{"x":"${'x'.repeat(1000)}","y":[`;
        for (let part = 0; part < 40; part += 1) yield '{},'.repeat(100_000);
        yield '{}]}';
      },
    };
    const [first, large, last] = await Promise.all([
      queue.answer(source, post('{}')),
      queue.answer(parts, post('{}')),
      queue.answer(source, post('{}')),
    ]);
    assert.equal(first.state, 'answered');
    assert.equal(large.state, 'out-of-memory');
    assert.equal(last.state, 'answered');
  });

  test('takes no more than so many, and says so at once', async () => {
    const queue = new AnswerQueue({ waiting: 2 });
    const source = sourceOf({});
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => queue.answer(source, post('{}'))));
    assert.deepEqual(
      outcomes.map(({ state }) => state),
      ['answered', 'answered', 'answered', 'busy', 'busy', 'busy'],
    );
  });

  test('is started anew after it had nothing to do', async () => {
    const queue = new AnswerQueue({ idle: 10 });
    const source = sourceOf({});
    assert.equal((await queue.answer(source, post('{}'))).state, 'answered');
    await setTimeout(100);
    assert.equal((await queue.answer(source, post('{}'))).state, 'answered');
  });
});

test('JSON that is written in turns is what JSON.stringify writes', async () => {
  const value = { a: [1, 'ক', null, undefined, { b: undefined, c: [[[[[[{ d: 1 }]]]]]] }], e: { f: {} }, g: true };
  assert.equal((await Array.fromAsync(jsonInTurns(value))).join(''), JSON.stringify(value));
});

test('JSON that is written in turns has no piece that takes long to send', async () => {
  const value = { list: Array.from({ length: 3000 }, (_, index) => ({ index, text: 'x'.repeat(100) })) };
  const pieces = await Array.fromAsync(jsonInTurns(value));
  assert.equal(pieces.join(''), JSON.stringify(value));
  assert.ok(pieces.every(({ length }) => length < 70_000));
});
