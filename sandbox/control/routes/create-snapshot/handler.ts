import { readBody, text } from '../../input.ts';
import { route } from '../../route.ts';
import { shownSnapshot, teamWorld } from '../../team-world.ts';

export const createSnapshot = route<'signed-in'>({
  operationId: 'createSnapshot',
  method: 'post',
  path: '/world/snapshots',
  access: 'signed-in',
  async handle(call, services) {
    const { name } = readBody(call.body, { name: text({ min: 1, max: 60 }) });
    const { worlds, id } = await teamWorld(call, services);
    return { status: 201, body: shownSnapshot(await worlds.takeSnapshot(id, name)) };
  },
});
