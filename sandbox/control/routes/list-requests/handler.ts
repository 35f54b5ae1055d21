import type { LoggedCall } from '../../../activity/index.ts';
import type { ProblemSender } from '../../../server/send-problem.ts';
import { oneOf, optional, readQuery } from '../../input.ts';
import { listPage, listQuery } from '../../list-page.ts';
import { namedTeam } from '../../named-team.ts';
import { route } from '../../route.ts';

export const listRequests = route<'signed-in'>({
  operationId: 'listRequests',
  method: 'get',
  path: '/requests',
  access: 'signed-in',
  async handle(call, services) {
    const page = listQuery(call.query);
    const { outcome } = readQuery(call.query, { outcome: optional(oneOf(['all', 'failed']), 'all') });
    const { team } = await namedTeam(call, services);
    const { items, nextCursor } = services.activity.requests(team.id, { ...page, failed: outcome === 'failed' });
    const { problems } = services;
    const language = problems.languageFor(call.request.headers['accept-language']);
    const shown = items.map((item) => shownCall(item, problems, language));
    return {
      status: 200,
      headers: { 'Content-Language': language, Vary: 'Accept-Language' },
      body: listPage(shown, nextCursor),
    };
  },
});

/** A call as its team sees it, in its language. */
function shownCall({ teamId: _, ...call }: LoggedCall, problems: ProblemSender, language: string) {
  const { problem } = call;
  return {
    ...call,
    problem: problem !== null && 'id' in problem ? problems.write(problem, language) : problem,
    violations: call.violations.map(({ message, ...violation }) => ({
      ...violation,
      message: typeof message === 'string' ? message : problems.format(message, language),
    })),
  };
}
