import type { LoggedCall } from '../../../activity/index.ts';
import { oneOf, optional, readQuery } from '../../input.ts';
import { listPage, listQuery } from '../../list-page.ts';
import { namedTeam } from '../../named-team.ts';
import { route, type Services } from '../../route.ts';

export const listRequests = route<'signed-in'>({
  operationId: 'listRequests',
  method: 'get',
  path: '/requests',
  access: 'signed-in',
  async handle(call, services) {
    const page = listQuery(call.query);
    const { outcome } = readQuery(call.query, { outcome: optional(oneOf(['all', 'failed']), 'all') });
    const { team } = await namedTeam(call, services);
    const { items, nextCursor } = await services.activity.requests(team.id, { ...page, failed: outcome === 'failed' });
    const language = services.problems.languageFor(call.request.headers['accept-language']);
    const shown = items.map((item) => shownCall(item, services, language));
    return {
      status: 200,
      headers: { 'Content-Language': language, Vary: 'Accept-Language' },
      body: listPage(shown, nextCursor),
    };
  },
});

/** A call as its team sees it, in its language. */
function shownCall(
  { teamId: _, ...call }: LoggedCall,
  { problems, worlds }: Pick<Services, 'problems' | 'worlds'>,
  language: string,
) {
  const { problem, rule: name, service, version, operationId } = call;
  const rule = { service, version, operation: operationId ?? '', rule: name ?? '' };
  return {
    ...call,
    rule: name === null ? null : { name, because: worlds()?.becauseOf(rule, language) ?? null },
    problem: problem !== null && 'id' in problem ? problems.write(problem, language) : problem,
    violations: call.violations.map(({ message, ...violation }) => ({
      ...violation,
      message: typeof message === 'string' ? message : problems.format(message, language),
    })),
  };
}
