import { namedTeam } from '../../named-team.ts';
import { route } from '../../route.ts';
import { shownTeam, shownTeamEvent } from '../../shown.ts';

export const getTeam = route<'signed-in'>({
  operationId: 'getTeam',
  method: 'get',
  path: '/team',
  access: 'signed-in',
  async handle(call, services) {
    const { team, event } = await namedTeam(call, services);
    return { status: 200, body: { team: shownTeam(team), event: shownTeamEvent(event) } };
  },
});
