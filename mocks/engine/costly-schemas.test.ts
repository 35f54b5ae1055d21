import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogueOf } from './catalogue.fixture.ts';
import { COSTLY, documentOf } from './costly-schemas.fixture.ts';
import { createEnglishEngine } from './in-english.fixture.ts';
import type { MockRequest } from './index.ts';

const HEADERS = { 'content-type': 'application/json' };

function requestOf(body: string): MockRequest {
  return { method: 'POST', path: '/x', query: '', headers: HEADERS, body: Buffer.from(body) };
}

for (const [name, { body, status, ...schemas }] of Object.entries(COSTLY)) {
  test(`is answered in bounded time: ${name}`, async () => {
    const engine = await createEnglishEngine(catalogueOf({ x: documentOf(schemas) }), { publicUrl: '' });
    const { user } = process.cpuUsage();
    const answer = await engine.answerWithoutBlocking('x', 'v1', requestOf(body()));
    assert.ok(process.cpuUsage().user - user < 3_000_000);
    assert.equal(answer.status, status, String(answer.body));
    assert.ok(answer.violations.length <= 50);
  });
}

test('a check that would take too long is refused, and the answer says so', async () => {
  const { body, ...schemas } = COSTLY['lists in lists that all have to differ'] ?? assert.fail();
  const engine = await createEnglishEngine(catalogueOf({ x: documentOf(schemas) }), { publicUrl: '' });
  const { problem } = await engine.answerWithoutBlocking('x', 'v1', requestOf(body()));
  assert.equal(problem?.type, '/problems/request-too-complex/');
});

test('large bodies that come at once are answered one after the other, and others in between', async () => {
  const { body, ...schemas } = COSTLY['a megabyte of ordinary records'] ?? assert.fail();
  const engine = await createEnglishEngine(catalogueOf({ x: documentOf(schemas) }), { publicUrl: '' });
  const large = requestOf(body());
  let answered = 0;
  const seen: number[] = [];
  const tick = () => {
    seen.push(answered);
    if (answered < 5) setImmediate(tick);
  };
  setImmediate(tick);
  await Promise.all(
    Array.from({ length: 5 }, async () => {
      await engine.answerWithoutBlocking('x', 'v1', large);
      answered += 1;
    }),
  );
  for (const count of [1, 2, 3, 4]) assert.ok(seen.includes(count), seen.join());
});
