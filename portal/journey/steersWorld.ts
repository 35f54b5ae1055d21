import type { KeyMemory } from '../console/apiKey.ts';

/** Whether calls are answered from the world of the team that this browser is signed in to, which it may reset and whose clock it may set. */
export function steersWorld({ key, keyTeam, team }: KeyMemory): boolean {
  return team !== '' && key !== '' && keyTeam === team;
}
