import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadCatalogue } from '@dpi/specs';
import { isObject } from '@dpi/specs/json-value';
import { SqliteStore } from './sqlite-store.ts';
import { Worlds } from './worlds.ts';

/** A hundred are the long form: `KILL_ROUNDS=100`. */
const ROUNDS = Number(process.env.KILL_ROUNDS ?? 4);
const TEAMS = 50;
const SERVICES = ['fund-transfer', 'account-directory'];
const FIXTURE = join(import.meta.dirname, 'killed.fixture.ts');

/** Lines that the process wrote before it was killed; the last may be cut off. */
async function acknowledgedUntilKilled(file: string, milliseconds: number): Promise<string[]> {
  const args = ['--disable-warning=ExperimentalWarning', FIXTURE, file, String(TEAMS), SERVICES.join()];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let written = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    written += text;
  });
  await once(child.stdout, 'data');
  await sleep(milliseconds);
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  await closed;
  return written.slice(0, written.lastIndexOf('\n')).split('\n');
}

test('a process that is killed at any moment loses no change that it has acknowledged', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'killed-'));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'worlds.sqlite');
  const acknowledged = new Map<string, Set<string>>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const line of await acknowledgedUntilKilled(file, 20 + ((round * 70) % 400))) {
      const [world = '', transfer = ''] = line.split(' ');
      acknowledged.set(world, (acknowledged.get(world) ?? new Set()).add(transfer));
    }
  }
  assert.equal(acknowledged.size, TEAMS);

  const store = new SqliteStore(file);
  t.after(() => store.close());
  const worlds = new Worlds(await loadCatalogue({ services: SERVICES }), { store });
  for (const [world, transfers] of acknowledged) {
    const kept = (await worlds.objects(world, 'fund-transfer/v1.transfer')).filter(isObject);
    const ids = new Set(kept.map(({ transferId }) => transferId));
    assert.deepEqual(
      [...transfers].filter((id) => !ids.has(id)),
      [],
      world,
    );
    // A transfer and its two balances are one change: none of them is there alone.
    const made = kept.filter(
      ({ payer, amount }) => payer === '1012300456707' && isObject(amount) && amount.amount === '1.00',
    );
    const accounts = (await worlds.objects(world, 'fund-transfer/v1.account')).filter(isObject);
    const payer = accounts.find(({ number }) => number === '1012300456707');
    const balance = isObject(payer?.balance) ? Number(payer.balance.amount) : Number.NaN;
    assert.equal(balance, 865_000 - made.length * 6, world);
  }
});
