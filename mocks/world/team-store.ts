import type { Service } from '@dpi/specs/model';
import { MemoryStore, type WorldStore } from './store.ts';

const TEAM = 'team ';
const GUEST = 'guest ';
/** Guests whose worlds are kept at a time. */
const MAX_GUESTS = 300;

/** The world of a team. */
export function worldOfTeam(id: string): string {
  return TEAM + id;
}

/** The team whose world it is; `null` for that of a guest. */
export function teamOfWorld(world: string): string | null {
  return world.startsWith(TEAM) ? world.slice(TEAM.length) : null;
}

/** Below it, services answer whoever has no key from the world of a team: `/sandbox/worlds/<team>/<service>/<version>/…`. */
export const WORLD_ADDRESSES = '/sandbox/worlds/';

/** The path of a service in a world, without a slash at the end. Guests are known by their address, so theirs has no path of its own. */
export function servicePathIn(
  world: string,
  { id, version, basePath }: Pick<Service, 'id' | 'version' | 'basePath'>,
): string {
  const team = teamOfWorld(world);
  return team === null ? basePath : `${WORLD_ADDRESSES}${team}/${id}/${version}`;
}

/** The world of callers who have no key of their own, by their network address; it does not last. */
export function worldOfGuest(address: string): string {
  return GUEST + address;
}

/** Worlds of teams in a store that lasts, those of guests in memory. */
export function withGuests(teams: WorldStore): WorldStore {
  const guests = new MemoryStore(MAX_GUESTS);
  const of = (world: string) => (world.startsWith(GUEST) ? guests : teams);
  return {
    load: (world) => of(world).load(world),
    begin: (world, began) => of(world).begin(world, began),
    append: (world, entries, ahead) => of(world).append(world, entries, ahead),
    history: (world, before, limit, which) => of(world).history(world, before, limit, which),
    takeSnapshot: (world, snapshot) => of(world).takeSnapshot(world, snapshot),
    snapshots: (world) => of(world).snapshots(world),
    deleteSnapshot: (world, id) => of(world).deleteSnapshot(world, id),
    restore: (world, id, entry, ahead, from) => of(world).restore(world, id, entry, ahead, from),
    async close() {
      await Promise.all([guests.close(), teams.close()]);
    },
  };
}
