import { ProblemError } from '@dpi/specs/problem';
import { hashKey, normalizeRecoveryCode } from '../../../keys/index.ts';
import { countJoin } from '../../count-join.ts';
import { readBody, text } from '../../input.ts';
import { route } from '../../route.ts';
import { shownTeam, shownTeamEvent } from '../../shown.ts';
import { cookieHeader, newSession } from '../../start-session.ts';

export const createSession = route<'public'>({
  operationId: 'createSession',
  method: 'post',
  path: '/sessions',
  access: 'public',
  async handle(call, services) {
    const { recoveryCode } = readBody(call.body, { recoveryCode: text({ min: 1, max: 60 }) });
    const rateLimit = countJoin(call, services);
    const found = await services.registry.findTeamByRecoveryCode(hashKey(normalizeRecoveryCode(recoveryCode)));
    if (found === undefined) {
      throw new ProblemError('recovery-code-wrong', { id: 'control.signing-in.wrong-recovery-code' });
    }
    const session = newSession();
    await services.registry.createSession(found.team.id, session.record);
    return {
      status: 201,
      headers: { ...rateLimit, ...cookieHeader(session.shown.token, call.request, services) },
      body: { team: shownTeam(found.team), event: shownTeamEvent(found.event), ...session.shown },
    };
  },
});
