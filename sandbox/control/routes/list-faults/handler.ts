import { listQuery, pageOf } from '../../list-page.ts';
import { namedTeam } from '../../named-team.ts';
import { route } from '../../route.ts';
import { shownFault } from '../../team-faults.ts';

export const listFaults = route<'signed-in'>({
  operationId: 'listFaults',
  method: 'get',
  path: '/world/faults',
  access: 'signed-in',
  async handle(call, services) {
    const page = listQuery(call.query);
    const { team } = await namedTeam(call, services);
    return { status: 200, body: pageOf(services.faults.of(team.id).map(shownFault), page) };
  },
});
