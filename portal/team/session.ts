import { readKeyMemory, remember } from '../console/apiKey.ts';
import { readKeys } from './controlApi.ts';
import type { Key, OwnTeam } from './controlModel.ts';

/** Whether a key is the one this browser remembers, as far as its start tells. */
export function isOwnKey({ start }: Key): boolean {
  return readKeyMemory().key.startsWith(start);
}

/**
 * Remembers that this browser is signed in to a team, and forgets a key that is not, or no longer, one of that team.
 * Where the team's keys cannot be read, the key stays, as one of which nothing is known.
 */
export async function rememberSession({ team }: OwnTeam): Promise<void> {
  remember({ team: team.name });
  if (readKeyMemory().key === '') return;
  const keys = await readKeys();
  if ('problem' in keys) remember({ keyTeam: '' });
  else if (keys.value.items.some((key) => key.status === 'active' && isOwnKey(key))) remember({ keyTeam: team.name });
  else remember({ key: '', keyTeam: '' });
}
