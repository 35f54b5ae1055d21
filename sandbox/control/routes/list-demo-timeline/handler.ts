import { worldOfGuest } from '@dpi/mocks';
import { readQuery } from '../../input.ts';
import { listPage, listQuery, unknownCursor } from '../../list-page.ts';
import { route } from '../../route.ts';
import { worldName } from '../../world-input.ts';

export const listDemoTimeline = route<'public'>({
  operationId: 'listDemoTimeline',
  method: 'get',
  path: '/demo-world/timeline',
  access: 'public',
  async handle({ query, request }, services) {
    const { requestId } = readQuery(query, { requestId: worldName });
    // A call changes the world in one step, so there is no second page.
    if (listQuery(query).cursor !== null) throw unknownCursor();
    const language = services.problems.languageFor(request.headers['accept-language']);
    const world = worldOfGuest(services.addressOf(request));
    const step = await services.worlds()?.changesOf(world, requestId, language);
    return { status: 200, body: listPage(step ? [step] : [], null) };
  },
});
