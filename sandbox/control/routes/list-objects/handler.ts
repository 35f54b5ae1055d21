import { invalidRequest } from '@dpi/specs/problem';
import { matching, oneOf, optional, readQuery } from '../../input.ts';
import { listPage, listQuery, unknownCursor } from '../../list-page.ts';
import { route } from '../../route.ts';
import { teamWorld } from '../../team-world.ts';

const NAME = optional(matching(/^[^\s/]{1,100}$/, { id: 'control.world.violation.name' }), null);

export const listObjects = route<'signed-in'>({
  operationId: 'listObjects',
  method: 'get',
  path: '/world/objects',
  access: 'signed-in',
  async handle(call, services) {
    const { cursor, limit } = listQuery(call.query);
    const { person, search, changed, ...names } = readQuery(call.query, {
      service: NAME,
      version: NAME,
      resource: NAME,
      person: NAME,
      search: optional(matching(/^[^\p{Cc}]{0,100}$/u, { id: 'control.world.violation.search' }), ''),
      changed: optional(oneOf(['true', 'false']), 'false'),
    });
    const { worlds, id } = await teamWorld(call, services);
    const people = person === null ? [] : [...services.personas(), ...(await worlds.people(id))];
    const known = people.find((candidate) => candidate.id === person) ?? null;
    if (person !== null && known === null)
      throw invalidRequest([{ in: 'query', path: 'person', message: { id: 'control.world.violation.person' } }]);
    const filter = { ...names, person: known, search: search.normalize('NFC'), changed: changed === 'true' };
    const found = await worlds.find(id, filter, { after: cursor, limit });
    if (found === null) throw unknownCursor();
    return { status: 200, body: listPage(found.items, found.next) };
  },
});
