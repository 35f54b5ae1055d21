/**
 * Run by the crash tests as a process of its own: makes and revokes keys as fast as it can, and prints one line for
 * each change that was acknowledged. Arguments: data folder, and a name that no other run had.
 */
import { hashKey, makeKey, makeRecoveryCode, makeToken } from '../../keys/index.ts';
import { ensureOpenEvent } from '../open-event.ts';
import { openRegistry } from '../open-registry.ts';

const [dataDir = '', run = ''] = process.argv.slice(2);
const registry = await openRegistry({ dataDir }).catch((error: Error) => {
  console.log(`refused ${error.message}`);
  process.exit(2);
});
const event = await ensureOpenEvent(registry, { name: 'Crash', joinCode: null, quotaPerSecond: 1, quotaPerHour: 1 });
console.log('ready');

/** One team's endless work; several run at once, so that commits are grouped. */
async function work(name: string): Promise<void> {
  const first = makeKey();
  const { team, key } = await registry.createTeam({
    eventId: event.id,
    name,
    recoveryCodeHash: hashKey(makeRecoveryCode()),
    key: { label: 'first', hash: hashKey(first), start: first.slice(0, 8), expiresAt: null },
    session: { tokenHash: hashKey(makeToken()), expiresAt: new Date().toISOString() },
  });
  console.log(`created ${hashKey(first)}`);
  for (let previous = { key, hash: hashKey(first) }; ; ) {
    const hash = hashKey(makeKey());
    const next = await registry.createKey(team.id, { label: 'next', hash, start: 'dpi_test', expiresAt: null });
    console.log(`created ${hash}`);
    console.log(`revoking ${previous.hash}`);
    await registry.revokeKey(team.id, previous.key.id);
    console.log(`revoked ${previous.hash}`);
    previous = { key: next, hash };
  }
}

await Promise.all(['a', 'b', 'c', 'd'].map((team) => work(`${run} ${team}`)));
