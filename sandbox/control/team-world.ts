import type { ObjectReference, Snapshot, Worlds } from '@dpi/mocks';
import { worldOfTeam } from '@dpi/mocks';
import { ProblemError } from '@dpi/specs/problem';
import { namedTeam } from './named-team.ts';
import type { Call, Services } from './route.ts';

/** The world of one team. */
export interface TeamWorld {
  worlds: Worlds;
  /** What the world is known by. */
  id: string;
  /** The language to answer in. */
  language: string;
}

/** The world of the team that a call is about. */
export async function teamWorld(call: Call<'signed-in'>, services: Services): Promise<TeamWorld> {
  const { team } = await namedTeam(call, services);
  const worlds = services.worlds();
  if (worlds === null) throw new ProblemError('not-found', { id: 'control.world.none' });
  const language = services.problems.languageFor(call.request.headers['accept-language']);
  return { worlds, id: worldOfTeam(team.id), language };
}

/** The object that the path of a request names. */
export function objectReference({
  service,
  version,
  resource,
  objectId,
}: Call<'signed-in'>['params']): ObjectReference {
  return { service: service ?? '', version: version ?? '', resource: resource ?? '', objectId: objectId ?? '' };
}

export function noSuchObject(reference: ObjectReference): ProblemError {
  return new ProblemError('not-found', { id: 'control.world.no-object', values: { ...reference } });
}

/** The snapshot that the path of a request names. */
export async function namedSnapshot({ worlds, id }: TeamWorld, snapshotId: string | undefined): Promise<Snapshot> {
  const snapshot = (await worlds.snapshots(id)).find((candidate) => candidate.id === snapshotId);
  if (snapshot === undefined) {
    const values = { id: snapshotId ?? '' };
    throw new ProblemError('not-found', { id: 'control.world.no-snapshot', values });
  }
  return snapshot;
}

/** A snapshot as it is answered. */
export function shownSnapshot({ id, name, takenAt, worldTime, objects }: Snapshot) {
  return {
    id,
    name,
    takenAt: new Date(takenAt).toISOString(),
    worldTime: new Date(worldTime).toISOString(),
    objects,
  };
}
