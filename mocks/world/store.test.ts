import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { suite, type TestContext, test } from 'node:test';
import { SqliteStore } from './sqlite-store.ts';
import {
  HISTORY_KEPT,
  HISTORY_SLACK,
  type LogEntry,
  MemoryStore,
  type ObjectChange,
  type WorldStore,
} from './store.ts';

async function inFile(t: TestContext): Promise<WorldStore> {
  const folder = await mkdtemp(join(tmpdir(), 'worlds-'));
  const store = new SqliteStore(join(folder, 'worlds.sqlite'));
  t.after(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });
  return store;
}

function entry(sequence: number, changes: ObjectChange[]): LogEntry {
  const cause = {
    kind: 'call',
    service: 'a',
    version: 'v1',
    operation: 'create',
    requestId: `req_${sequence}`,
  } as const;
  const logged = changes.map((change) => ({ ...change, before: null }));
  return { sequence, at: '2026-11-23T10:00:00+06:00', cause, changes: logged, emitted: [] };
}

const thing = (id: string, size: number): ObjectChange => ({ resource: 'a/v1.thing', id, data: { id, size } });

for (const [name, open] of [
  ['in memory', async () => new MemoryStore()],
  ['in SQLite', inFile],
] as [string, (t: TestContext) => Promise<WorldStore>][]) {
  suite(`a store of worlds ${name}`, () => {
    test('has no world that was never begun', async (t) => {
      assert.equal(await (await open(t)).load('x'), null);
    });

    test('gives back a world as it was left, objects in the order in which they came to be', async (t) => {
      const store = await open(t);
      await store.begin('x', 1000);
      await store.append('x', [entry(1, [thing('b', 1), thing('a', 1)])], 0);
      await store.append(
        'x',
        [entry(2, [thing('b', 2)]), entry(3, [{ resource: 'a/v1.thing', id: 'a', data: null }])],
        50,
      );
      assert.deepEqual(await store.load('x'), {
        began: 1000,
        ahead: 50,
        sequence: 3,
        objects: [thing('b', 2), { resource: 'a/v1.thing', id: 'a', data: null }],
      });
    });

    test('knows which objects no call has had to do with, and after a snapshot is restored, too', async (t) => {
      const store = await open(t);
      await store.begin('x', 1);
      const untouched = { ...thing('a', 1), isUntouched: true } as const;
      await store.append('x', [entry(1, [untouched, thing('b', 1)])], 0);
      assert.deepEqual((await store.load('x'))?.objects, [untouched, thing('b', 1)]);
      await store.takeSnapshot('x', { id: 'snap_1', name: '', takenAt: 1, worldTime: 1 });
      await store.append('x', [entry(2, [thing('a', 2)])], 0);
      assert.deepEqual((await store.load('x'))?.objects, [thing('a', 2), thing('b', 1)]);
      await store.restore('x', 'snap_1', entry(3, []), 0, 'x');
      assert.deepEqual((await store.load('x'))?.objects, [untouched, thing('b', 1)]);
    });

    test('keeps worlds apart, and forgets all of one that begins anew', async (t) => {
      const store = await open(t);
      await store.begin('x', 1);
      await store.begin('y', 2);
      await Promise.all([store.append('x', [entry(1, [thing('a', 1)])], 0), store.append('y', [entry(1, [])], 0)]);
      await store.begin('x', 3);
      assert.deepEqual(await store.load('x'), { began: 3, ahead: 0, sequence: 0, objects: [] });
      assert.deepEqual(await store.history('x', null, 10), []);
      assert.equal((await store.history('y', null, 10)).length, 1);
    });

    test('tells the history newest first, page by page', async (t) => {
      const store = await open(t);
      await store.begin('x', 1);
      await store.append('x', [entry(1, []), entry(2, [thing('a', 1)]), entry(3, [])], 0);
      assert.deepEqual(await store.history('x', null, 2), [entry(3, []), entry(2, [thing('a', 1)])]);
      assert.deepEqual(await store.history('x', 2, 2), [entry(1, [])]);
    });

    test('tells the history of one object, or of one call', async (t) => {
      const store = await open(t);
      await store.begin('x', 1);
      const entries = [entry(1, [thing('a', 1)]), entry(2, [thing('b', 1)]), entry(3, [thing('a', 2)])];
      await store.append('x', entries, 0);
      const sequences = async (...how: Parameters<typeof store.history>) =>
        (await store.history(...how)).map(({ sequence }) => sequence);
      assert.deepEqual(await sequences('x', null, 10, { resource: 'a/v1.thing', id: 'a' }), [3, 1]);
      assert.deepEqual(await sequences('x', 3, 10, { resource: 'a/v1.thing', id: 'a' }), [1]);
      assert.deepEqual(await sequences('x', null, 10, { requestId: 'req_2' }), [2]);
    });

    test('tells the history of objects apart whose ids are parts of each other', async (t) => {
      const store = await open(t);
      await store.begin('x', 1);
      const ids = ['a', 'ab', 'a"b', '"', 'a","b'];
      await store.append(
        'x',
        ids.map((id, index) => entry(index + 1, [thing(id, 1)])),
        0,
      );
      for (const [index, id] of ids.entries()) {
        const found = await store.history('x', null, 10, { resource: 'a/v1.thing', id });
        assert.deepEqual(
          found.map(({ sequence }) => sequence),
          [index + 1],
          id,
        );
      }
    });

    test('forgets the oldest of a long history', async (t) => {
      const store = await open(t);
      await store.begin('x', 1);
      const last = HISTORY_KEPT + HISTORY_SLACK;
      await store.append(
        'x',
        Array.from({ length: last }, (_, index) => entry(index + 1, [thing('a', index)])),
        0,
      );
      const kept = await store.history('x', null, last, { resource: 'a/v1.thing', id: 'a' });
      assert.equal(kept.length, HISTORY_KEPT);
      assert.deepEqual(await store.history('x', kept.at(-1)?.sequence ?? 0, 1), []);
    });

    test('makes a world what it was when a snapshot was taken, and keeps snapshots when the world begins anew', async (t) => {
      const store = await open(t);
      await store.begin('x', 1);
      await store.append('x', [entry(1, [thing('a', 1)])], 7);
      await store.takeSnapshot('x', { id: 'snap_1', name: 'One thing', takenAt: 10, worldTime: 17 });
      await store.begin('x', 2);
      await store.append('x', [entry(1, [thing('b', 1)]), entry(2, [])], 0);
      assert.deepEqual(await store.snapshots('x'), [
        { id: 'snap_1', name: 'One thing', takenAt: 10, worldTime: 17, objects: 1 },
      ]);
      assert.deepEqual(await store.snapshots('y'), []);
      await store.restore('x', 'snap_1', entry(3, []), 5, 'x');
      assert.deepEqual(await store.load('x'), { began: 1, ahead: 5, sequence: 3, objects: [thing('a', 1)] });
      assert.deepEqual((await store.history('x', null, 1))[0]?.sequence, 3);
      await store.deleteSnapshot('x', 'snap_1');
      assert.deepEqual(await store.snapshots('x'), []);
      await assert.rejects(store.restore('x', 'snap_1', entry(4, []), 5, 'x'), /no snapshot/);
    });

    test('makes a world what another was when a snapshot was taken, and leaves that one alone', async (t) => {
      const store = await open(t);
      await store.begin('x', 1000);
      await store.begin('y', 2000);
      await store.append('x', [entry(1, [thing('a', 1)])], 0);
      await store.append('y', [entry(1, [thing('b', 2)])], 0);
      await store.takeSnapshot('x', { id: 'snap_1', name: 'First', takenAt: 3000, worldTime: 3000 });
      await store.restore('y', 'snap_1', entry(2, []), 7, 'x');
      const [x, y] = [await store.load('x'), await store.load('y')];
      assert.deepEqual(y?.objects, x?.objects);
      assert.deepEqual([y?.began, y?.ahead, y?.sequence], [1000, 7, 2]);
      assert.deepEqual([x?.ahead, x?.sequence], [0, 1]);
      assert.deepEqual(await store.snapshots('y'), []);
    });
  });
}

test('a file of an earlier version keeps its objects and its history', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'worlds-'));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'worlds.sqlite');
  const earlier = new DatabaseSync(file);
  earlier.exec(`
    CREATE TABLE worlds (id TEXT PRIMARY KEY, began INTEGER, ahead INTEGER, sequence INTEGER) WITHOUT ROWID;
    CREATE TABLE objects (
      world TEXT, resource TEXT, id TEXT, position INTEGER, json TEXT, PRIMARY KEY (world, resource, id)
    ) WITHOUT ROWID;
    INSERT INTO worlds VALUES ('x', 1, 0, 7);
    INSERT INTO objects VALUES ('x', 'a/v1.thing', 'a', 1, '{"id":"a","size":1}');
    CREATE TABLE history (world TEXT, sequence INTEGER, json TEXT, PRIMARY KEY (world, sequence)) WITHOUT ROWID;
    CREATE TABLE historyKeys (world TEXT, key TEXT, sequence INTEGER, PRIMARY KEY (world, key, sequence)) WITHOUT ROWID;
  `);
  const kept = entry(7, [thing('a', 1)]);
  earlier.prepare('INSERT INTO history VALUES (?, ?, ?)').run('x', 7, JSON.stringify(kept));
  for (const key of ['object a/v1.thing a', 'call req_7'])
    earlier.prepare('INSERT INTO historyKeys VALUES (?, ?, ?)').run('x', key, 7);
  earlier.close();
  for (const _ of ['moved', 'opened again']) {
    const store = new SqliteStore(file);
    assert.deepEqual(await store.history('x', null, 10, { resource: 'a/v1.thing', id: 'a' }), [kept]);
    assert.deepEqual(await store.history('x', null, 10, { requestId: 'req_7' }), [kept]);
    assert.deepEqual(await store.history('x', null, 10, { requestId: 'req_' }), []);
    assert.deepEqual((await store.load('x'))?.objects, [thing('a', 1)]);
    await store.close();
  }
});

test('a change that cannot be written is not acknowledged', async (t) => {
  const store = await inFile(t);
  await store.begin('x', 1);
  await store.append('x', [entry(1, [])], 0);
  await assert.rejects(store.append('x', [entry(1, [thing('a', 1)])], 0), /UNIQUE|constraint/);
  assert.deepEqual((await store.load('x'))?.objects, []);
});
