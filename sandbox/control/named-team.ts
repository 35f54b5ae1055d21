import type { Event, Team } from '../registry/index.ts';
import type { Caller } from './caller.ts';
import { matching, optional, readQuery } from './input.ts';
import { invalid, Refusal } from './refusal.ts';
import type { Services } from './route.ts';

const TEAM_ID = optional(matching(/^team_[0-9A-Za-z]{16}$/, 'the id of a team, such as team_VVYPNRGk3nB9xQ2L'), null);

/** The team that a call is about: the caller's own, or the one that an organiser names in `teamId`. */
export async function namedTeam(
  { caller, query }: { caller: Caller; query: unknown },
  { registry }: Pick<Services, 'registry'>,
): Promise<{ team: Team; event: Event }> {
  const { teamId } = readQuery(query, { teamId: TEAM_ID });
  if (caller.kind === 'team') {
    if (teamId === null || teamId === caller.team.id) return caller;
    throw new Refusal(
      'organiser-only',
      `You are signed in as the team "${caller.team.name}" and cannot name another in teamId. Leave teamId out.`,
    );
  }
  if (teamId === null) throw invalid([{ in: 'query', path: 'teamId', message: 'is required from organisers' }]);
  const found = await registry.findTeam(teamId);
  if (found === undefined) throw new Refusal('not-found', `There is no team ${teamId}.`);
  return found;
}
