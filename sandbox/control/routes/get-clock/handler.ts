import { route } from '../../route.ts';
import { teamWorld } from '../../team-world.ts';

export const getClock = route<'signed-in'>({
  operationId: 'getClock',
  method: 'get',
  path: '/world/clock',
  access: 'signed-in',
  async handle(call, services) {
    const { worlds, id } = await teamWorld(call, services);
    return { status: 200, body: await worlds.clock(id) };
  },
});
