import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Rule } from './rule.ts';
import { rulePoints, score } from './score.ts';

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
  const { score: points, losses, cap, categories } = scored({});
  assert.equal(points, 100);
  assert.deepEqual(losses, []);
  assert.equal(cap, null);
  const reached = categories.filter(({ maximum }) => maximum > 0);
  for (const { points: own, maximum } of reached) assert.equal(own, maximum);
  assert.equal(Math.round(reached.reduce((sum, { maximum }) => sum + maximum, 0)), 100);
});

test('a category keeps its points however many rules share them', () => {
  const one = rulePoints([{ id: 'a', category: 'security', points: 3 }]);
  const more = rulePoints([
    { id: 'a', category: 'security', points: 3 },
    { id: 'b', category: 'security', points: 1 },
  ]);
  assert.equal(one.get('a'), 100);
  assert.deepEqual([...more.values()], [75, 25]);
});

test('a rule about the service loses all its points with the first finding', () => {
  const [{ points = 0 } = {}] = scored({ whole: ['#/info'] }).losses;
  assert.ok(points > 0);
  assert.deepEqual(scored({ whole: ['#/info', '#/tags'] }).losses, [{ rule: 'whole', points }]);
});

test('a rule about operations loses the root of the share of operations at which it is broken', () => {
  const lost = (places: string[]) => scored({ each: places }).losses[0]?.points ?? 0;
  assert.equal(lost(['GET /a']), lost(OPERATIONS) / 2);
});

test('broken rules that protect people cap the score, the more the lower', () => {
  const rules = new Map([1, 2, 3, 4].map((id) => [`safe-${id}`, { ...rule(1, 'operation'), protectsPeople: true }]));
  for (let id = 0; id < 200; id += 1) rules.set(`other-${id}`, { ...rule(1, 'operation'), protectsPeople: false });
  const cappedAt = (broken: number) => {
    const ids = [...rules.keys()].slice(0, broken);
    return score(rules, new Map(ids.map((id) => [id, new Set(['GET /a'])])), 4);
  };
  assert.deepEqual(
    [1, 2, 3, 4].map((broken) => cappedAt(broken).score),
    [60, 40, 20, 20],
  );
  assert.deepEqual(cappedAt(2).cap, { points: 40, rules: ['safe-1', 'safe-2'] });
});

test('a waiver lifts the cap, and the points stay lost', () => {
  const rules = new Map([...RULES, ['safe', { ...rule(1, 'operation'), protectsPeople: true }]]);
  const places = new Map([['safe', new Set(['GET /a'])]]);
  const waived = score(rules, places, 4, new Set());
  assert.equal(waived.cap, null);
  assert.deepEqual(waived.losses, score(rules, places, 4).losses);
  assert.ok(waived.score > 60 && waived.score < 100);
});

test('a spec without an operation scores nothing', () => {
  const { score: points, cap, categories } = scored({}, 0);
  assert.equal(points, 0);
  assert.deepEqual(cap, { points: 0, rules: [] });
  assert.ok(categories.every((category) => category.points === 0));
});

test('what costs most comes first', () => {
  const { losses } = scored({ each: ['GET /a'], whole: ['#/info'], other: ['GET /a', 'GET /b'] });
  assert.deepEqual(
    losses.map(({ rule: id }) => id),
    ['other', 'whole', 'each'],
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
    fc.property(places, fc.constantFrom(...OPERATIONS), fc.integer({ min: 1, max: 6 }), (before, place, operations) => {
      const after = { ...before, each: [...before.each, place] };
      const [better, worse] = [scored(before, operations), scored(after, operations)];
      assert.ok(worse.score <= better.score);
      assert.ok(worse.score >= 0 && better.score <= 100);
      const sum = better.categories.reduce((total, { points }) => total + points, 0);
      assert.ok(Math.abs(sum - better.score) <= 1.5);
    }),
  );
});
