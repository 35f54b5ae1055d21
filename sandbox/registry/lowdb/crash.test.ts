import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import test, { type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { openRegistry } from '../open-registry.ts';

const CHILD = join(import.meta.dirname, 'crash-child.ts');

test('kill -9 at any moment: no acknowledged key is lost, no revoked key revived', async (context) => {
  const dataDir = await temporaryFolder(context);
  const created = new Set<string>();
  const revoking = new Set<string>();
  const revoked = new Set<string>();

  for (const [run, changes] of [30, 61, 17, 90, 45].entries()) {
    const child = start(context, dataDir, `run ${run}`);
    await child.line('ready');
    while (child.lines.length < changes) await delay(1);
    child.process.kill('SIGKILL');
    await child.ended;
    for (const line of child.lines) {
      const [what, hash = ''] = line.split(' ');
      if (what === 'created') created.add(hash);
      if (what === 'revoking') revoking.add(hash);
      if (what === 'revoked') revoked.add(hash);
    }
  }

  assert.ok(created.size > 20 && revoked.size > 20, `too little happened: ${created.size}, ${revoked.size}`);
  const registry = await openRegistry({ dataDir });
  for (const hash of created) {
    const key = (await registry.findKey(hash))?.key;
    if (key === undefined) assert.ok(revoked.has(hash), 'only a key that was revoked may be forgotten');
    else if (revoked.has(hash)) assert.notEqual(key.revokedAt, null, 'a revoked key came back');
    else if (!revoking.has(hash)) assert.equal(key.revokedAt, null, 'a key was revoked that nobody revoked');
  }
  await registry.close();
});

test('after kill -9 the folder can be used again at once', async (context) => {
  const dataDir = await temporaryFolder(context);
  const child = start(context, dataDir, 'first');
  await child.line('ready');
  child.process.kill('SIGKILL');
  await child.ended;
  const began = performance.now();
  await (await openRegistry({ dataDir })).close();
  assert.ok(performance.now() - began < 1000);
});

test('a second process on the same folder refuses with one line that names it', async (context) => {
  const dataDir = await temporaryFolder(context);
  const first = start(context, dataDir, 'first');
  await first.line('ready');
  const second = start(context, dataDir, 'second');
  const [code] = await second.ended;
  assert.equal(code, 2);
  assert.deepEqual(second.lines, [
    `refused ${dataDir} is in use by another running platform. Stop that one, or set DATA_DIR to another folder.`,
  ]);
  first.process.kill('SIGKILL');
  await first.ended;
});

test('of several processes that start at the same moment after a crash, one gets the folder', async (context) => {
  const dataDir = await temporaryFolder(context);
  const dead = start(context, dataDir, 'dead');
  await dead.line('ready');
  dead.process.kill('SIGKILL');
  await dead.ended;

  const rivals = [0, 1, 2].map((run) => start(context, dataDir, `rival ${run}`));
  const outcomes = await Promise.all(rivals.map((rival) => Promise.race([rival.line('ready'), rival.ended])));
  assert.equal(outcomes.filter((outcome) => outcome === 'ready').length, 1);
  await Promise.all(
    rivals.map((rival) => {
      rival.process.kill('SIGKILL');
      return rival.ended;
    }),
  );
});

interface Child {
  process: ChildProcess;
  lines: string[];
  /** Resolves with the line when it has been printed. */
  line(wanted: string): Promise<string>;
  ended: Promise<unknown[]>;
}

function start(context: TestContext, dataDir: string, run: string): Child {
  const child = spawn(process.execPath, [CHILD, dataDir, run], { stdio: ['ignore', 'pipe', 'inherit'] });
  context.after(() => child.kill('SIGKILL'));
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  return {
    process: child,
    lines,
    line: (wanted) =>
      new Promise((resolve) => {
        if (lines.includes(wanted)) resolve(wanted);
        reader.on('line', (line) => line === wanted && resolve(wanted));
      }),
    ended: once(child, 'close'),
  };
}

async function temporaryFolder(context: TestContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'registry-'));
  context.after(() => rm(path, { recursive: true, force: true }));
  return path;
}
