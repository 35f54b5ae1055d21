import { namedTeam } from '../../named-team.ts';
import { route } from '../../route.ts';

export const getUsage = route<'signed-in'>({
  operationId: 'getUsage',
  method: 'get',
  path: '/usage',
  access: 'signed-in',
  async handle(call, services) {
    const { team, event } = await namedTeam(call, services);
    const quota = services.quota.remaining(team.id, event);
    return { status: 200, body: { ...(await services.activity.usage(team.id)), quota } };
  },
});
