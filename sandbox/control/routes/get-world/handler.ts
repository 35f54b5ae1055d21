import { route } from '../../route.ts';
import { teamWorld } from '../../team-world.ts';

export const getWorld = route<'signed-in'>({
  operationId: 'getWorld',
  method: 'get',
  path: '/world',
  access: 'signed-in',
  async handle(call, services) {
    const { worlds, id } = await teamWorld(call, services);
    return { status: 200, body: await worlds.summary(id) };
  },
});
