import type { HistoryOf } from '@dpi/mocks';
import { invalidRequest } from '@dpi/specs/problem';
import { optional, readQuery } from '../../input.ts';
import { listPage, listQuery, unknownCursor } from '../../list-page.ts';
import { route } from '../../route.ts';
import { teamWorld } from '../../team-world.ts';
import { worldName } from '../../world-input.ts';

const NAME = optional(worldName, null);

export const listTimeline = route<'signed-in'>({
  operationId: 'listTimeline',
  method: 'get',
  path: '/world/timeline',
  access: 'signed-in',
  async handle(call, services) {
    const { cursor, limit } = listQuery(call.query);
    const of = readFilter(call.query);
    const { worlds, id, language } = await teamWorld(call, services);
    if (cursor !== null && !/^\d{1,15}$/.test(cursor)) throw unknownCursor();
    const before = cursor === null ? null : Number(cursor);
    const entries = await worlds.timeline(id, { before, limit: limit + 1, of }, language);
    const items = entries.slice(0, limit);
    const next = entries.length > limit ? String(items.at(-1)?.sequence) : null;
    return { status: 200, body: listPage(items, next) };
  },
});

function readFilter(query: unknown): HistoryOf {
  const { requestId, ...object } = readQuery(query, {
    requestId: NAME,
    service: NAME,
    version: NAME,
    resource: NAME,
    objectId: NAME,
  });
  const { service, version, resource, objectId } = object;
  const given = Object.values(object).filter((value) => value !== null).length;
  if (given !== 0 && (given !== 4 || requestId !== null)) {
    const missing = Object.entries(object).find(([, value]) => value === null)?.[0] ?? 'requestId';
    const id =
      missing === 'requestId' ? 'control.world.violation.call-or-object' : 'control.world.violation.whole-object';
    throw invalidRequest([{ in: 'query', path: missing, message: { id } }]);
  }
  if (requestId !== null) return { requestId };
  return objectId === null ? null : { resource: `${service}/${version}.${resource}`, id: objectId };
}
