import { listQuery, pageOf } from '../../list-page.ts';
import { route } from '../../route.ts';

export const listPersonas = route<'public'>({
  operationId: 'listPersonas',
  method: 'get',
  path: '/personas',
  access: 'public',
  handle({ query }, services) {
    const personas = services.personas().map(({ id, name, summary, purpose, identifiers }) => ({
      id,
      name,
      summary,
      purpose,
      identifiers,
    }));
    return { status: 200, body: pageOf(personas, listQuery(query)) };
  },
});
