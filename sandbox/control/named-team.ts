import { invalidRequest, ProblemError } from '@dpi/specs/problem';
import type { Event, Team } from '../registry/index.ts';
import type { Caller } from './caller.ts';
import { matching, optional, readQuery } from './input.ts';
import type { Services } from './route.ts';

const TEAM_ID = optional(matching(/^team_[0-9A-Za-z]{16}$/, { id: 'control.violation.team-id' }), null);

/** The team that a call is about: the caller's own, or the one that an organiser names in `teamId`. */
export async function namedTeam(
  { caller, query }: { caller: Caller; query: unknown },
  { registry }: Pick<Services, 'registry'>,
): Promise<{ team: Team; event: Event }> {
  const { teamId } = readQuery(query, { teamId: TEAM_ID });
  if (caller.kind === 'team') {
    if (teamId === null || teamId === caller.team.id) return caller;
    const values = { team: caller.team.name };
    throw new ProblemError('organiser-only', { id: 'control.signing-in.own-team-only', values });
  }
  if (teamId === null) {
    throw invalidRequest([{ in: 'query', path: 'teamId', message: { id: 'control.violation.team-id-required' } }]);
  }
  const found = await registry.findTeam(teamId);
  if (found === undefined)
    throw new ProblemError('not-found', { id: 'control.registry.no-team', values: { id: teamId } });
  return found;
}
