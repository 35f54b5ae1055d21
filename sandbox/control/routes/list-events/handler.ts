import { listQuery, pageOf } from '../../list-page.ts';
import { route } from '../../route.ts';
import { shownEvent } from '../../shown.ts';

export const listEvents = route<'organiser'>({
  operationId: 'listEvents',
  method: 'get',
  path: '/events',
  access: 'organiser',
  async handle({ query }, { registry }) {
    const page = listQuery(query);
    return { status: 200, body: pageOf((await registry.events()).map(shownEvent), page) };
  },
});
