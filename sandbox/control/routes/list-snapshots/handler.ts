import { listQuery, pageOf } from '../../list-page.ts';
import { route } from '../../route.ts';
import { shownSnapshot, teamWorld } from '../../team-world.ts';

export const listSnapshots = route<'signed-in'>({
  operationId: 'listSnapshots',
  method: 'get',
  path: '/world/snapshots',
  access: 'signed-in',
  async handle(call, services) {
    const page = listQuery(call.query);
    const { worlds, id } = await teamWorld(call, services);
    const snapshots = await worlds.snapshots(id);
    return { status: 200, body: pageOf(snapshots.map(shownSnapshot), page) };
  },
});
