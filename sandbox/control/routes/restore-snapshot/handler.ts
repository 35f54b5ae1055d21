import { route } from '../../route.ts';
import { namedSnapshot, teamWorld } from '../../team-world.ts';

export const restoreSnapshot = route<'signed-in'>({
  operationId: 'restoreSnapshot',
  method: 'post',
  path: '/world/snapshots/{snapshotId}/restore',
  access: 'signed-in',
  async handle(call, services) {
    const world = await teamWorld(call, services);
    await world.worlds.restore(world.id, await namedSnapshot(world, call.params.snapshotId));
    return { status: 200, body: await world.worlds.summary(world.id) };
  },
});
