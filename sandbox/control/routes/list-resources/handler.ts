import { listQuery, pageOf } from '../../list-page.ts';
import { route } from '../../route.ts';
import { teamWorld } from '../../team-world.ts';

export const listResources = route<'signed-in'>({
  operationId: 'listResources',
  method: 'get',
  path: '/world/resources',
  access: 'signed-in',
  async handle(call, services) {
    const page = listQuery(call.query);
    const { worlds, id } = await teamWorld(call, services);
    const resources = await worlds.resources(id);
    const shown = resources.map(({ kept, objects }) => ({
      id: kept.key,
      service: kept.service,
      version: kept.version,
      resource: kept.resource,
      idMember: kept.id,
      members: kept.members.map(({ name, hidden }) => ({ name, hidden })),
      objects,
    }));
    return { status: 200, body: pageOf(shown, page) };
  },
});
