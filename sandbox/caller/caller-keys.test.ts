import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { CallerKeys } from './caller-keys.ts';
import { createCallerTokens } from './caller-token.ts';

const DAY = 24 * 60 * 60_000;

async function folder(t: TestContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'caller-'));
  t.after(() => rm(path, { recursive: true }));
  return path;
}

async function open(t: TestContext, dataDir: string, now: () => number): Promise<CallerKeys> {
  const keys = await CallerKeys.open(dataDir, (what, error) => assert.fail(`${what}: ${error}`), now);
  t.after(() => keys.close());
  return keys;
}

const keySet = (keys: CallerKeys) => keys.published as JSONWebKeySet;
const kids = (keys: CallerKeys) => keySet(keys).keys.map(({ kid }) => kid);

test('a restarted platform signs with the key it had, which its owner alone can read', async (t) => {
  const dataDir = await folder(t);
  const first = await open(t, dataDir, Date.now);
  const again = await open(t, dataDir, Date.now);
  assert.equal(again.signing.kid, first.signing.kid);
  assert.equal(again.guests, first.guests);
  assert.equal((await stat(join(dataDir, 'caller-keys.json'))).mode & 0o777, 0o600);
});

test('instances that start at once in one folder have the same key', async (t) => {
  const dataDir = await folder(t);
  const instances = await Promise.all(Array.from({ length: 8 }, () => open(t, dataDir, Date.now)));
  assert.equal(new Set(instances.map(({ signing }) => signing.kid)).size, 1);
});

test('the private part of a key is never published', async (t) => {
  const dataDir = await folder(t);
  const keys = await open(t, dataDir, Date.now);
  const { signing } = JSON.parse(await readFile(join(dataDir, 'caller-keys.json'), 'utf8'));
  assert.ok(signing[0].d.length > 40);
  assert.ok(!JSON.stringify(keys.published).includes(signing[0].d));
});

test('at each hour of a year, a key set fetched a day ago or now verifies the tokens of both instances', async (t) => {
  const dataDir = await folder(t);
  let now = Date.parse('2026-11-30T00:00:00Z');
  const clock = () => now;
  const [one, two] = [await open(t, dataDir, clock), await open(t, dataDir, clock)];
  const used = new Set<string>();
  let dayOld = keySet(one);
  for (let hour = 0; hour < 365 * 24; hour += 1) {
    now += DAY / 24;
    // The instances notice at different times that a key is old.
    if (hour % 2 === 0) await one.refresh();
    else await two.refresh();
    const published = new Set(kids(one));
    for (const { signing } of [one, two]) {
      used.add(signing.kid);
      assert.ok(published.has(signing.kid), `hour ${hour}`);
      assert.ok(
        dayOld.keys.some(({ kid }) => kid === signing.kid),
        `hour ${hour}, with a key set of the day before`,
      );
    }
    if (hour % 23 === 0) dayOld = keySet(one);
  }
  assert.equal(used.size, 5);
  assert.equal(kids(one).length, 1);
});

test('after a rotation a token of the old key still verifies, and the new key signs', async (t) => {
  const dataDir = await folder(t);
  let now = Date.now();
  const keys = await open(t, dataDir, () => now);
  const { kid: old } = keys.signing;
  now += 91 * DAY;
  await keys.refresh();
  assert.equal(keys.signing.kid, old);
  assert.equal(kids(keys).length, 2);
  now += DAY;
  const tokens = createCallerTokens(keys, 'https://dpi.example', () => now);
  const token = tokens.tokenFor({ team: 'team_1' }, 'births/v1');
  const { protectedHeader } = await jwtVerify(token, createLocalJWKSet(keySet(keys)), { currentDate: new Date(now) });
  assert.notEqual(protectedHeader.kid, old);
  assert.ok(kids(keys).includes(old));
});
