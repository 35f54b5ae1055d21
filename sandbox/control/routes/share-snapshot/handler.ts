import { namedTeam } from '../../named-team.ts';
import { route } from '../../route.ts';
import { namedSnapshot, shownSnapshot, teamWorld } from '../../team-world.ts';

export const shareSnapshot = route<'signed-in'>({
  operationId: 'shareSnapshot',
  method: 'post',
  path: '/world/snapshots/{snapshotId}/share',
  access: 'signed-in',
  async handle(call, services) {
    const { team } = await namedTeam(call, services);
    const snapshot = await namedSnapshot(await teamWorld(call, services), call.params.snapshotId);
    const { code, expires } = services.shareCodes.issue({ team: team.id, snapshot: snapshot.id });
    const expiresAt = new Date(expires).toISOString();
    return { status: 201, body: { code, expiresAt, snapshot: shownSnapshot(snapshot) } };
  },
});
