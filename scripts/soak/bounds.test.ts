import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judge, type SoakRun } from './bounds.ts';

const GOOD: SoakRun = {
  memory: [300, 310, 305],
  handles: [100, 104, 99],
  disk: [10, 20],
  probeP99: 12,
  due: 1000,
  sent: 1000,
  lost: 0,
  serverErrors: 0,
  unexpected: 0,
  malformedWrong: 0,
  tellingLines: 0,
  hasEnded: false,
  keepsWorlds: true,
  teams: 10,
};

function broken(run: Partial<SoakRun>): string[] {
  return judge({ ...GOOD, ...run })
    .filter(({ holds }) => holds === false)
    .map(({ what }) => what);
}

test('a run that stays flat holds every bound', () => {
  assert.deepEqual(broken({}), []);
});

test('each bound can be broken, and only it is', () => {
  assert.deepEqual(broken({ memory: [395, 401, 398] }), ['memory, MB']);
  assert.deepEqual(broken({ memory: [200, 230, 260] }), ['memory, change']);
  assert.deepEqual(broken({ handles: [100, 100, 100, 200] }), ['handles, change']);
  assert.deepEqual(broken({ disk: [600, 700] }), ['disk, MB']);
  assert.deepEqual(broken({ serverErrors: 1 }), ['unexpected 5xx']);
  assert.deepEqual(broken({ unexpected: 1 }), ['other unexpected answers']);
  assert.deepEqual(broken({ lost: 1 }), ['calls without an answer']);
  assert.deepEqual(broken({ malformedWrong: 1 }), ['malformed requests answered with 5xx or not ended']);
  assert.deepEqual(broken({ tellingLines: 1 }), ['log lines with a secret or a stack']);
  assert.deepEqual(broken({ probeP99: 101 }), ['probe p99, ms']);
  assert.deepEqual(broken({ sent: 900 }), ['calls sent of those due']);
  assert.deepEqual(broken({ keepsWorlds: false }), ['worlds after kill -9']);
  assert.deepEqual(broken({ hasEnded: true }), ['platform']);
});

test('more teams may take more of the disk', () => {
  assert.deepEqual(broken({ disk: [600], teams: 18_000 }), []);
});

test('what the system does not report is neither good nor bad', () => {
  const bounds = judge({ ...GOOD, memory: [null], handles: [null] });
  assert.deepEqual(
    bounds.filter(({ holds }) => holds === null).map(({ what }) => what),
    ['memory, MB', 'memory, change', 'handles, change'],
  );
});
