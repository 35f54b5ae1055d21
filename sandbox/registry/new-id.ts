import { randomBase62, toBase62 } from '../keys/base62.ts';

let latest = 0;

/** A new id, such as `team_0VyN3kqAbCdEfGhI`. Ids of one process sort in the order in which they were made. */
export function newId(prefix: string): string {
  latest = Math.max(Date.now(), latest + 1);
  return `${prefix}_${toBase62(latest, 7)}${randomBase62(9)}`;
}
