import { keyState, type Team } from '../../../registry/index.ts';
import { matching, optional, readQuery } from '../../input.ts';
import { listPage, listQuery } from '../../list-page.ts';
import { route, type Services } from '../../route.ts';

export const listTeams = route<'organiser'>({
  operationId: 'listTeams',
  method: 'get',
  path: '/teams',
  access: 'organiser',
  async handle({ query }, services) {
    const { cursor, limit } = listQuery(query);
    const { eventId } = readQuery(query, {
      eventId: optional(matching(/^event_[0-9A-Za-z]{4,16}$/, { id: 'control.violation.event-id' }), null),
    });
    const teams = await services.registry.teams({ eventId, after: cursor, limit: limit + 1 });
    const shown = teams.slice(0, limit);
    const items = await Promise.all(shown.map((team) => overview(team, services)));
    return { status: 200, body: listPage(items, teams.length > limit ? (shown.at(-1)?.id ?? null) : null) };
  },
});

async function overview({ id, name, eventId, createdAt }: Team, { registry, activity }: Services) {
  const { calls, failed } = await activity.usage(id);
  const keys = await registry.keys(id);
  const activeKeys = keys.filter((key) => keyState(key, Date.now()) === 'active').length;
  return { id, name, eventId, createdAt, activeKeys, calls, failed };
}
