import { route } from '../../route.ts';
import { teamWorld } from '../../team-world.ts';

export const resetWorld = route<'signed-in'>({
  operationId: 'resetWorld',
  method: 'post',
  path: '/world/reset',
  access: 'signed-in',
  async handle(call, services) {
    const { worlds, id } = await teamWorld(call, services);
    await worlds.reset(id);
    return { status: 200, body: await worlds.summary(id) };
  },
});
