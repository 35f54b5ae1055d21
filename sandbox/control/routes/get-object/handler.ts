import { route } from '../../route.ts';
import { noSuchObject, objectReference, teamWorld } from '../../team-world.ts';

export const getObject = route<'signed-in'>({
  operationId: 'getObject',
  method: 'get',
  path: '/world/objects/{service}/{version}/{resource}/{objectId}',
  access: 'signed-in',
  async handle(call, services) {
    const { worlds, id } = await teamWorld(call, services);
    const reference = objectReference(call.params);
    const found = await worlds.object(id, reference);
    if (found === null) throw noSuchObject(reference);
    return { status: 200, body: found };
  },
});
