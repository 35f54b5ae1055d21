import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Rule } from './rule.ts';
import { score } from './score.ts';

const rule = (points: Rule['points'], scope: Rule['scope'], category: Rule['category'] = 'design'): Rule => ({
  category,
  points,
  scope,
  requiredFrom: 'alpha',
});
const RULES = new Map([
  ['whole', rule(2, 'service', 'metadata')],
  ['each', rule(3, 'operation')],
  ['other', rule(3, 'operation', 'data')],
]);
const OPERATIONS = ['GET /a', 'POST /a', 'GET /b', 'GET /c'];

const scored = (places: Record<string, string[]>, operations = 4) =>
  score(RULES, new Map(Object.entries(places).map(([id, names]) => [id, new Set(names)])), operations);

test('a spec that breaks no rule has 100', () => {
  const { score: points, losses, categories } = scored({});
  assert.equal(points, 100);
  assert.deepEqual(losses, []);
  assert.deepEqual(
    categories.filter(({ maximum }) => maximum > 0).map(({ id, points: reached }) => [id, reached]),
    [
      ['metadata', 25],
      ['design', 37.5],
      ['data', 37.5],
    ],
  );
});

test('a rule about the service loses all its points with the first finding', () => {
  assert.deepEqual(scored({ whole: ['#/info'] }).losses, [{ rule: 'whole', points: 25 }]);
  assert.deepEqual(scored({ whole: ['#/info', '#/tags'] }).losses, [{ rule: 'whole', points: 25 }]);
});

test('a rule about operations loses the share of operations at which it is broken', () => {
  assert.deepEqual(scored({ each: ['GET /a'] }).losses, [{ rule: 'each', points: 9.4 }]);
  assert.equal(scored({ each: OPERATIONS }).score, 63);
});

test('what costs most comes first', () => {
  const { losses } = scored({ each: ['GET /a'], whole: ['#/info'], other: ['GET /a', 'GET /b'] });
  assert.deepEqual(
    losses.map(({ rule: id }) => id),
    ['whole', 'other', 'each'],
  );
});

test('whoever loses anything does not read 100', () => {
  assert.equal(scored({ each: ['GET /a'] }, 10_000).score, 99);
});

test('more findings never give a better score, and it stays between 0 and 100', () => {
  const places = fc.record({
    whole: fc.subarray(['#/info', '#/tags']),
    each: fc.subarray([...OPERATIONS, '#/components/schemas/A']),
    other: fc.subarray(OPERATIONS),
  });
  fc.assert(
    fc.property(places, fc.constantFrom(...OPERATIONS), fc.integer({ min: 0, max: 6 }), (before, place, operations) => {
      const after = { ...before, each: [...before.each, place] };
      const [better, worse] = [scored(before, operations), scored(after, operations)];
      assert.ok(worse.score <= better.score);
      assert.ok(worse.score >= 0 && better.score <= 100);
      const sum = better.categories.reduce((total, { points }) => total + points, 0);
      assert.ok(Math.abs(sum - better.score) <= 1.5);
    }),
  );
});
