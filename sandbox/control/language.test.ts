import assert from 'node:assert/strict';
import test from 'node:test';
import { controlWorld, JOIN_CODE } from './control-world.ts';

interface Refused {
  title: string;
  detail: string;
  errors?: { path: string; message: string }[];
}

const BANGLA = /\p{Script=Bengali}/u;
const IN_BANGLA = { 'Accept-Language': 'bn' };

test('the control API says in Bangla what is wrong, to those who ask in Bangla', async (context) => {
  const world = await controlWorld(context);
  const { token } = await world.join('Ours');
  const cases: [string, string, Parameters<typeof world.send>[2], RegExp][] = [
    ['GET', '/nothing', {}, /\/api\/v1\/nothing/],
    ['PUT', '/keys', {}, /GET, HEAD, POST, OPTIONS/],
    ['GET', '/keys', {}, /Bearer dpt_…/],
    ['POST', '/teams', {}, /JSON/],
    ['POST', '/teams', { raw: '{"joinCode":\n x', headers: { 'Content-Type': 'application/json' } }, /JSON/],
    ['POST', '/teams', { json: { joinCode: JOIN_CODE, name: 'Ours' } }, /"Ours"/],
    ['POST', '/teams', { json: { joinCode: 'wrong', name: 'Another' } }, /./],
    ['DELETE', '/keys/key_0', { token }, /"key_0"/],
    ['GET', '/events', { token }, /"Ours"/],
  ];
  for (const [method, path, how, named] of cases) {
    const { headers, body } = await world.send<Refused>(method, path, {
      ...how,
      headers: { ...how?.headers, ...IN_BANGLA },
    });
    assert.equal(headers.get('content-language'), 'bn', path);
    assert.equal(headers.get('vary'), 'Accept-Language', path);
    assert.match(body.title, BANGLA, path);
    assert.match(body.detail, BANGLA, path);
    assert.match(body.detail, named, path);
  }
});

test('every wrong field is named in the language of the caller', async (context) => {
  const world = await controlWorld(context);
  const json = { name: 'x' };
  const { body } = await world.send<Refused>('POST', '/teams', { json, headers: IN_BANGLA });
  assert.equal(body.detail, 'বডির /joinCode: আবশ্যক: যোগ করুন। আরও ১টি জায়গা ঠিক করতে হবে: "errors" দেখুন।');
  assert.deepEqual(
    body.errors?.map(({ path, message }) => [path, message]),
    [
      ['/joinCode', 'আবশ্যক: যোগ করুন'],
      ['/name', '২ থেকে ৬০ অক্ষরের হতে হবে'],
    ],
  );
});
