import { invalidRequest } from '@dpi/specs/problem';
import { jsonObject, readBody } from '../../input.ts';
import { route } from '../../route.ts';
import { noSuchObject, objectReference, teamWorld } from '../../team-world.ts';

export const updateObject = route<'signed-in'>({
  operationId: 'updateObject',
  method: 'patch',
  path: '/world/objects/{service}/{version}/{resource}/{objectId}',
  access: 'signed-in',
  async handle(call, services) {
    const { data } = readBody(call.body, { data: jsonObject() });
    const { worlds, id } = await teamWorld(call, services);
    const reference = objectReference(call.params);
    const edited = await worlds.edit(id, reference, data);
    if (edited === null) throw noSuchObject(reference);
    if (Array.isArray(edited))
      throw invalidRequest(edited.map(({ path, message }) => ({ in: 'body', path: `/data${path}`, message })));
    return { status: 200, body: edited };
  },
});
