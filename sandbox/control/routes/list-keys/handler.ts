import { listQuery, pageOf } from '../../list-page.ts';
import { namedTeam } from '../../named-team.ts';
import { route } from '../../route.ts';
import { shownKey } from '../../shown.ts';

export const listKeys = route<'signed-in'>({
  operationId: 'listKeys',
  method: 'get',
  path: '/keys',
  access: 'signed-in',
  async handle(call, services) {
    const page = listQuery(call.query);
    const { team } = await namedTeam(call, services);
    const keys = await services.registry.keys(team.id);
    return {
      status: 200,
      body: pageOf(
        keys.map((key) => shownKey(key, services)),
        page,
      ),
    };
  },
});
