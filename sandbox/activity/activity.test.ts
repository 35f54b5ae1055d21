import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import test, { after } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Activity, type Call, type LoggedCall, openActivity } from './index.ts';

const HOUR = 3_600_000;
const open: Activity[] = [];
const folders: string[] = [];
after(async () => {
  for (const activity of open) await activity.close();
  for (const path of folders) await rm(path, { recursive: true });
});

const NOON = Date.UTC(2026, 10, 23, 12);

test('a team sees its last calls, newest first, page by page', async () => {
  const activity = await opened();
  for (let n = 1; n <= 7; n += 1) activity.record(call({ id: `call-${n}` }));
  activity.record(call({ id: 'foreign', teamId: 'other' }));

  const first = await activity.requests('team', { cursor: null, limit: 3, failed: false });
  assert.deepEqual(ids(first), ['call-7', 'call-6', 'call-5']);
  const second = await activity.requests('team', { cursor: first.nextCursor, limit: 3, failed: false });
  assert.deepEqual(ids(second), ['call-4', 'call-3', 'call-2']);
  const third = await activity.requests('team', { cursor: second.nextCursor, limit: 3, failed: false });
  assert.deepEqual(ids(third), ['call-1']);
  assert.equal(third.nextCursor, null);
});

test('a page stays where it was while new calls arrive', async () => {
  const activity = await opened();
  for (let n = 1; n <= 4; n += 1) activity.record(call({ id: `call-${n}` }));
  const { nextCursor } = await activity.requests('team', { cursor: null, limit: 2, failed: false });
  activity.record(call({ id: 'call-5' }));
  assert.deepEqual(ids(await activity.requests('team', { cursor: nextCursor, limit: 2, failed: false })), [
    'call-2',
    'call-1',
  ]);
});

test('failed calls can be asked for alone', async () => {
  const activity = await opened();
  activity.record(call({ id: 'good' }));
  activity.record(call({ id: 'bad', status: 422 }));
  activity.record(call({ id: 'broken', status: 500 }));
  assert.deepEqual(ids(await activity.requests('team', { cursor: null, limit: 9, failed: true })), ['broken', 'bad']);
});

test('only the last 500 calls are remembered, but all are counted', async () => {
  const activity = await opened();
  for (let n = 1; n <= 1203; n += 1) activity.record(call({ id: `call-${n}` }));
  const all = await activity.requests('team', { cursor: null, limit: 2000, failed: false });
  assert.equal(all.items.length, 500);
  assert.deepEqual([all.items[0]?.id, all.items[499]?.id, all.nextCursor], ['call-1203', 'call-704', null]);
  assert.equal((await activity.usage('team')).calls, 1203);
});

test('usage is counted by hour, service and status', async () => {
  const activity = await opened();
  activity.record(call({ at: NOON - 1 }));
  activity.record(call({ at: NOON, status: 404 }));
  activity.record(call({ at: NOON + 1, service: 'land', version: 'v2' }));
  assert.deepEqual(await activity.usage('team'), {
    calls: 3,
    failed: 1,
    hours: [
      { hour: '2026-11-23T11:00:00.000Z', calls: 1, failed: 0 },
      { hour: '2026-11-23T12:00:00.000Z', calls: 2, failed: 1 },
    ],
    services: [
      { service: 'nid', version: 'v1', calls: 2, failed: 1 },
      { service: 'land', version: 'v2', calls: 1, failed: 0 },
    ],
    statuses: [
      { status: 200, calls: 2 },
      { status: 404, calls: 1 },
    ],
  });
});

test('hours older than three days are forgotten', async () => {
  const activity = await opened();
  activity.record(call({ at: NOON - 80 * HOUR }));
  activity.record(call({ at: NOON }));
  assert.deepEqual((await activity.usage('team')).hours, [{ hour: '2026-11-23T12:00:00.000Z', calls: 1, failed: 0 }]);
});

test('a key knows when it was last used', async () => {
  const activity = await opened();
  assert.equal(await activity.lastUsed('team', 'key'), null);
  activity.record(call({ at: NOON }));
  assert.equal(await activity.lastUsed('team', 'key'), NOON);
});

test('everything is there again after a restart', async () => {
  const dataDir = await folder();
  const before = await opened(dataDir);
  for (let n = 1; n <= 703; n += 1) before.record(call({ id: `call-${n}`, status: n % 2 ? 200 : 404 }));
  const page = await before.requests('team', { cursor: null, limit: 10, failed: false });
  const usage = await before.usage('team');
  await before.close();

  const restarted = await opened(dataDir);
  assert.deepEqual(await restarted.usage('team'), usage);
  assert.deepEqual(await restarted.requests('team', { cursor: null, limit: 10, failed: false }), page);
  assert.equal((await restarted.requests('team', { cursor: null, limit: 999, failed: false })).items.length, 500);
  restarted.record(call({ id: 'call-704' }));
  assert.deepEqual(ids(await restarted.requests('team', { cursor: null, limit: 2, failed: false })), [
    'call-704',
    'call-703',
  ]);
  assert.equal(await restarted.lastUsed('team', 'key'), NOON);
});

test('a damaged log is put aside and reported, and does not stop the start', async () => {
  const dataDir = await folder();
  await writeFile(join(dataDir, 'requests.sqlite'), 'no database '.repeat(1000));
  const troubles: string[] = [];
  const activity = await openActivity({ dataDir, onTrouble: (what) => troubles.push(what) });
  open.push(activity);
  assert.equal(troubles.length, 1);
  assert.match(await readFile(join(dataDir, 'requests.sqlite.damaged'), 'utf8'), /^no database/);
  activity.record(call({}));
  assert.equal((await activity.usage('team')).calls, 1);
});

test('calls with a key that was revoked do not push the team’s own calls out', async () => {
  const activity = await opened();
  for (let n = 1; n <= 3; n += 1) activity.record(call({ id: `own-${n}` }));
  for (let n = 1; n <= 2000; n += 1) {
    activity.record(call({ id: `stolen-${n}`, status: 401, isDeadKey: true }));
    if (n % 600 === 0) await activity.usage('team');
  }
  const { items } = await activity.requests('team', { cursor: null, limit: 2000, failed: false });
  assert.equal(items.filter(({ id }) => id.startsWith('stolen')).length, 50);
  assert.deepEqual(
    items.filter(({ id }) => id.startsWith('own')).map(({ id }) => id),
    ['own-3', 'own-2', 'own-1'],
  );
  assert.equal((await activity.usage('team')).calls, 2003);
});

test('however many teams call, the log stays within its bytes, and what it counted stays', async () => {
  const dataDir = await folder();
  const activity = await openActivity({
    dataDir,
    maxBytes: 2_000_000,
    onTrouble: (what, error) => assert.fail(`${what}: ${error}`),
  });
  open.push(activity);
  const path = `/sandbox/nid/v1/${'x'.repeat(400)}`;
  for (let round = 0; round < 60; round += 1) {
    for (let n = 0; n < 250; n += 1) {
      activity.record(call({ id: `${round}-${n}`, teamId: `team ${round}-${n % 3}`, at: NOON + round, path }));
    }
    // Reading writes what is pending.
    await activity.usage(`team ${round}-0`);
  }
  const { size } = await stat(join(dataDir, 'requests.sqlite'));
  assert.ok(size < 3_000_000, `${size} bytes`);
  const page = { cursor: null, limit: 100, failed: false };
  assert.equal((await activity.requests('team 59-0', page)).items.length, 84);
  assert.deepEqual((await activity.requests('team 0-0', page)).items, []);
  assert.equal((await activity.usage('team 0-0')).calls, 84);
});

test('a log that cannot be written is reported once, and is written when it can be', async (t) => {
  const dataDir = await folder();
  const troubles: string[] = [];
  const activity = await openActivity({ dataDir, saveEveryMs: 20, onTrouble: (what) => troubles.push(what) });
  open.push(activity);
  // Whoever writes keeps others from writing.
  const other = new DatabaseSync(join(dataDir, 'requests.sqlite'));
  t.after(() => other.close());
  other.exec('BEGIN IMMEDIATE');
  activity.record(call({ id: 'kept' }));
  await sleep(200);
  assert.deepEqual(troubles, ['Request logs could not be saved']);
  other.exec('COMMIT');
  assert.deepEqual(ids(await activity.requests('team', { cursor: null, limit: 9, failed: false })), ['kept']);
});

function call(part: Partial<Call>): Call {
  return {
    id: 'call',
    correlationId: null,
    teamId: 'team',
    keyId: 'key',
    isDeadKey: false,
    at: NOON,
    service: 'nid',
    version: 'v1',
    operationId: 'verifyIdentity',
    method: 'POST',
    path: '/sandbox/nid/v1/verifications',
    status: 200,
    durationMs: 1,
    example: null,
    fallback: null,
    rule: null,
    fault: null,
    isForced: false,
    changedObjects: 0,
    problem: null,
    violations: [],
    ...part,
  };
}

function ids(page: { items: LoggedCall[] }): string[] {
  return page.items.map((item) => item.id);
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'activity-'));
  folders.push(path);
  return path;
}

async function opened(dataDir?: string): Promise<Activity> {
  const activity = await openActivity({
    dataDir: dataDir ?? (await folder()),
    onTrouble: (what, error) => assert.fail(`${what}: ${error}`),
  });
  open.push(activity);
  return activity;
}
