import { route } from '../../route.ts';
import { namedSnapshot, teamWorld } from '../../team-world.ts';

export const deleteSnapshot = route<'signed-in'>({
  operationId: 'deleteSnapshot',
  method: 'delete',
  path: '/world/snapshots/{snapshotId}',
  access: 'signed-in',
  async handle(call, services) {
    const world = await teamWorld(call, services);
    const { id } = await namedSnapshot(world, call.params.snapshotId);
    await world.worlds.deleteSnapshot(world.id, id);
    return { status: 204 };
  },
});
