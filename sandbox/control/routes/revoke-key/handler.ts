import { namedTeam } from '../../named-team.ts';
import { route } from '../../route.ts';

export const revokeKey = route<'signed-in'>({
  operationId: 'revokeKey',
  method: 'delete',
  path: '/keys/{keyId}',
  access: 'signed-in',
  async handle(call, services) {
    // An organiser who has found a leaked key need not know whose it is.
    const anybodys = call.caller.kind === 'organiser' && !hasTeamId(call.query);
    const teamId = anybodys ? null : (await namedTeam(call, services)).team.id;
    await services.registry.revokeKey(teamId, call.params.keyId ?? '');
    return { status: 204 };
  },
});

function hasTeamId(query: unknown): boolean {
  return (query as Record<string, unknown>).teamId !== undefined;
}
