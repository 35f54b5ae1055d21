import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { FixedWindow } from './fixed-window.ts';
import { openQuota, type Quota } from './index.ts';
import { windowsText } from './quota-file.ts';

const troubles: string[] = [];

async function folder(t: TestContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'quota-'));
  t.after(() => rm(path, { recursive: true }));
  return path;
}

async function opened(t: TestContext, perHour = { demo: 60, anonymous: 600 }, dataDir?: string): Promise<Quota> {
  const quota = await openQuota({
    dataDir: dataDir ?? (await folder(t)),
    perHour,
    onTrouble: (what) => troubles.push(what),
  });
  t.after(() => quota.close().catch(() => undefined));
  return quota;
}

const limits = { quotaPerSecond: 3, quotaPerHour: 10 };

test('a team may call as often a second as its event allows, then is told when to come back', async (t) => {
  const quota = await opened(t);
  for (let n = 0; n < 3; n += 1) assert.equal(quota.spend('team', limits).allowed, true);
  const refused = quota.spend('team', limits);
  assert.deepEqual(refused, {
    allowed: false,
    window: 'second',
    limit: 3,
    resetSeconds: 1,
    policy: '"second";q=3;w=1, "hour";q=10;w=3600',
    rateLimit: '"second";r=0;t=1',
  });
  assert.equal(quota.spend('other team', limits).allowed, true);
});

test('a second later the team may call again', async (t) => {
  const quota = await opened(t);
  for (let n = 0; n < 4; n += 1) quota.spend('team', limits);
  await sleep(1050);
  assert.equal(quota.spend('team', limits).allowed, true);
});

test('what is left of the hour goes down with every answered call', async (t) => {
  const quota = await opened(t);
  const wide = { quotaPerSecond: 100, quotaPerHour: 3 };
  const left: string[] = [];
  for (let n = 0; n < 4; n += 1) left.push(quota.spend('team', wide).rateLimit);
  assert.deepEqual(left, ['"hour";r=2;t=3600', '"hour";r=1;t=3600', '"hour";r=0;t=3600', '"hour";r=0;t=3600']);
  assert.deepEqual(quota.remaining('team', wide).perHour, { limit: 3, remaining: 0, resetSeconds: 3600 });
});

test('a burst that is refused does not eat the hour', async (t) => {
  const quota = await opened(t);
  for (let n = 0; n < 9; n += 1) quota.spend('team', limits);
  assert.equal(quota.remaining('team', limits).perHour.remaining, 7);
});

test('a quota that an organiser raises holds at once', async (t) => {
  const quota = await opened(t);
  for (let n = 0; n < 4; n += 1) quota.spend('team', limits);
  assert.equal(quota.spend('team', { ...limits, quotaPerSecond: 50 }).allowed, true);
});

test('a team that never called has everything left', async (t) => {
  assert.deepEqual((await opened(t)).remaining('team', limits), {
    perSecond: { limit: 3, remaining: 3, resetSeconds: 1 },
    perHour: { limit: 10, remaining: 10, resetSeconds: 3600 },
  });
});

test('DEMO_KEY is counted by address', async (t) => {
  const quota = await opened(t, { demo: 1, anonymous: 1 });
  assert.equal(quota.spendByAddress('demo', '192.0.2.1').allowed, true);
  const refused = quota.spendByAddress('demo', '192.0.2.1');
  assert.equal(refused.allowed, false);
  assert.equal(refused.policy, '"hour";q=1;w=3600');
  assert.equal(quota.spendByAddress('demo', '192.0.2.2').allowed, true);
  assert.equal(quota.spendByAddress('demo', '::ffff:192.0.2.3').allowed, true);
  assert.equal(quota.spendByAddress('demo', '::ffff:192.0.2.4').allowed, true);
});

test('addresses of one IPv6 network share a quota', async (t) => {
  const quota = await opened(t, { demo: 1, anonymous: 1 });
  assert.equal(quota.spendByAddress('demo', '2001:db8:1:2::5').allowed, true);
  assert.equal(quota.spendByAddress('demo', '2001:db8:1:2:aaaa:bbbb:cccc:dddd').allowed, false);
  assert.equal(quota.spendByAddress('demo', '2001:db8:1:3::5').allowed, true);
  assert.equal(quota.spendByAddress('demo', '2001:db8::5').allowed, true);
  assert.equal(quota.spendByAddress('demo', '2001:db8:0:0:1::').allowed, false);
});

test('calls without a key are counted apart from those with DEMO_KEY', async (t) => {
  const quota = await opened(t, { demo: 1, anonymous: 2 });
  quota.spendByAddress('demo', '192.0.2.1');
  const verdict = quota.spendByAddress('anonymous', '192.0.2.1');
  assert.equal(verdict.allowed, true);
  assert.equal(verdict.policy, '"hour";q=2;w=3600');
  quota.spendByAddress('anonymous', '192.0.2.1');
  assert.equal(quota.spendByAddress('anonymous', '192.0.2.1').allowed, false);
});

test('refused calls do not count against a quota that is raised later', async (t) => {
  const quota = await opened(t);
  const narrow = { quotaPerSecond: 1000, quotaPerHour: 50 };
  for (let n = 0; n < 200; n += 1) quota.spend('team', narrow);
  const verdict = quota.spend('team', { ...narrow, quotaPerHour: 100 });
  assert.equal(verdict.allowed, true);
  assert.match(verdict.rateLimit, /^"hour";r=49;/);
});

test('an hour that is used up stays used up after a restart', async (t) => {
  const dataDir = await folder(t);
  const perHour = { demo: 1, anonymous: 1 };
  const before = await opened(t, perHour, dataDir);
  const wide = { quotaPerSecond: 100, quotaPerHour: 2 };
  for (let n = 0; n < 2; n += 1) before.spend('team', wide);
  before.spendByAddress('demo', '192.0.2.1');
  await before.close();

  const after = await opened(t, perHour, dataDir);
  const refused = after.spend('team', wide);
  assert.equal(refused.allowed, false);
  assert.ok(refused.resetSeconds > 3590 && refused.resetSeconds <= 3600, String(refused.resetSeconds));
  assert.equal(after.spendByAddress('demo', '192.0.2.1').allowed, false);
  assert.equal(after.spendByAddress('anonymous', '192.0.2.1').allowed, true);
});

test('the windows of 200,000 addresses are saved, and all are there again', async (t) => {
  const dataDir = await folder(t);
  const perHour = { demo: 1, anonymous: 1 };
  const before = await opened(t, perHour, dataDir);
  for (let n = 0; n < 200_000; n += 1) before.spendByAddress('demo', `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`);
  await before.close();

  const after = await opened(t, perHour, dataDir);
  assert.equal(after.spendByAddress('demo', '10.0.0.0').allowed, false);
  assert.equal(after.spendByAddress('demo', '10.3.13.63').allowed, false);
  assert.equal(after.spendByAddress('demo', '10.3.13.64').allowed, true);
});

test('windows are saved in parts of a few hundred, between which calls are answered', async () => {
  const window = new FixedWindow(3_600_000);
  for (let n = 0; n < 10_000; n += 1) window.take(`10.0.${n >> 8}.${n & 255}`, 1);
  let turns = 0;
  let isDone = false;
  const counting = (async () => {
    for (; !isDone; turns += 1) await setImmediate();
  })();
  let text = '';
  for await (const part of windowsText({ demo: window })) text += part;
  isDone = true;
  await counting;
  assert.ok(turns >= 19, `${turns} turns of the event loop`);
  assert.equal(JSON.parse(text).windows.demo.length, 10_000);
});

test('a saved quota that cannot be read is reported and does not stop the start', async (t) => {
  const dataDir = await folder(t);
  await writeFile(join(dataDir, 'quota.json'), '{"savedAt":');
  troubles.length = 0;
  const quota = await opened(t, undefined, dataDir);
  assert.equal(troubles.length, 1);
  assert.equal(quota.spend('team', limits).allowed, true);
});

test('a clock that is set back two hours does not prolong the wait', async (t) => {
  const quota = await opened(t);
  for (let n = 0; n < 4; n += 1) quota.spend('team', limits);
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() - 7_200_000 });
  assert.equal(quota.spend('team', limits).resetSeconds, 1);
  assert.ok(quota.remaining('team', limits).perHour.resetSeconds <= 3600);
});
