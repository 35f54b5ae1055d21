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
    const shown = keys.map(async (key) => shownKey(key, await services.activity.lastUsed(team.id, key.id)));
    return { status: 200, body: pageOf(await Promise.all(shown), page) };
  },
});
