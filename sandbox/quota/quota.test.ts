import assert from 'node:assert/strict';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createQuota } from './index.ts';

const limits = { quotaPerSecond: 3, quotaPerHour: 10 };

test('a team may call as often a second as its event allows, then is told when to come back', async () => {
  const quota = createQuota({ demo: 60, anonymous: 600 });
  for (let n = 0; n < 3; n += 1) assert.equal((await quota.spend('team', limits)).allowed, true);
  const refused = await quota.spend('team', limits);
  assert.deepEqual(refused, {
    allowed: false,
    window: 'second',
    limit: 3,
    resetSeconds: 1,
    policy: '"second";q=3;w=1, "hour";q=10;w=3600',
    rateLimit: '"second";r=0;t=1',
  });
  assert.equal((await quota.spend('other team', limits)).allowed, true);
});

test('a second later the team may call again', async () => {
  const quota = createQuota({ demo: 60, anonymous: 600 });
  for (let n = 0; n < 4; n += 1) await quota.spend('team', limits);
  await sleep(1050);
  assert.equal((await quota.spend('team', limits)).allowed, true);
});

test('what is left of the hour goes down with every answered call', async () => {
  const quota = createQuota({ demo: 60, anonymous: 600 });
  const wide = { quotaPerSecond: 100, quotaPerHour: 3 };
  const left: string[] = [];
  for (let n = 0; n < 4; n += 1) left.push((await quota.spend('team', wide)).rateLimit);
  assert.deepEqual(left, ['"hour";r=2;t=3600', '"hour";r=1;t=3600', '"hour";r=0;t=3600', '"hour";r=0;t=3600']);
  assert.deepEqual((await quota.remaining('team', wide)).perHour, { limit: 3, remaining: 0, resetSeconds: 3600 });
});

test('a burst that is refused does not eat the hour', async () => {
  const quota = createQuota({ demo: 60, anonymous: 600 });
  for (let n = 0; n < 9; n += 1) await quota.spend('team', limits);
  assert.equal((await quota.remaining('team', limits)).perHour.remaining, 7);
});

test('a quota that an organiser raises holds at once', async () => {
  const quota = createQuota({ demo: 60, anonymous: 600 });
  for (let n = 0; n < 4; n += 1) await quota.spend('team', limits);
  assert.equal((await quota.spend('team', { ...limits, quotaPerSecond: 50 })).allowed, true);
});

test('a team that never called has everything left', async () => {
  assert.deepEqual(await createQuota({ demo: 60, anonymous: 600 }).remaining('team', limits), {
    perSecond: { limit: 3, remaining: 3, resetSeconds: 1 },
    perHour: { limit: 10, remaining: 10, resetSeconds: 3600 },
  });
});

test('DEMO_KEY is counted by address', async () => {
  const quota = createQuota({ demo: 1, anonymous: 1 });
  assert.equal((await quota.spendByAddress('demo', '192.0.2.1')).allowed, true);
  const refused = await quota.spendByAddress('demo', '192.0.2.1');
  assert.equal(refused.allowed, false);
  assert.equal(refused.policy, '"hour";q=1;w=3600');
  assert.equal((await quota.spendByAddress('demo', '192.0.2.2')).allowed, true);
  assert.equal((await quota.spendByAddress('demo', '::ffff:192.0.2.3')).allowed, true);
  assert.equal((await quota.spendByAddress('demo', '::ffff:192.0.2.4')).allowed, true);
});

test('addresses of one IPv6 network share a quota', async () => {
  const quota = createQuota({ demo: 1, anonymous: 1 });
  assert.equal((await quota.spendByAddress('demo', '2001:db8:1:2::5')).allowed, true);
  assert.equal((await quota.spendByAddress('demo', '2001:db8:1:2:aaaa:bbbb:cccc:dddd')).allowed, false);
  assert.equal((await quota.spendByAddress('demo', '2001:db8:1:3::5')).allowed, true);
  assert.equal((await quota.spendByAddress('demo', '2001:db8::5')).allowed, true);
  assert.equal((await quota.spendByAddress('demo', '2001:db8:0:0:1::')).allowed, false);
});

test('calls without a key are counted apart from those with DEMO_KEY', async () => {
  const quota = createQuota({ demo: 1, anonymous: 2 });
  await quota.spendByAddress('demo', '192.0.2.1');
  const verdict = await quota.spendByAddress('anonymous', '192.0.2.1');
  assert.equal(verdict.allowed, true);
  assert.equal(verdict.policy, '"hour";q=2;w=3600');
  await quota.spendByAddress('anonymous', '192.0.2.1');
  assert.equal((await quota.spendByAddress('anonymous', '192.0.2.1')).allowed, false);
});
