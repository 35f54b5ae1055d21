import { route } from '../../route.ts';
import { teamWorld } from '../../team-world.ts';
import { newPersonOf, shownChoices } from '../../world-people.ts';

export const getPersonChoices = route<'signed-in'>({
  operationId: 'getPersonChoices',
  method: 'get',
  path: '/world/person-choices',
  access: 'signed-in',
  async handle(call, services) {
    return { status: 200, body: shownChoices(newPersonOf(await teamWorld(call, services))) };
  },
});
