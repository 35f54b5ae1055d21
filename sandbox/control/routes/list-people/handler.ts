import { listQuery, pageOf } from '../../list-page.ts';
import { route } from '../../route.ts';
import { teamWorld } from '../../team-world.ts';
import { shownPerson } from '../../world-people.ts';

export const listPeople = route<'signed-in'>({
  operationId: 'listPeople',
  method: 'get',
  path: '/world/people',
  access: 'signed-in',
  async handle(call, services) {
    const page = listQuery(call.query);
    const { worlds, id } = await teamWorld(call, services);
    const people = await worlds.people(id);
    return { status: 200, body: pageOf(people.map(shownPerson), page) };
  },
});
