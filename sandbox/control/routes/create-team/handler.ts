import { ProblemError } from '@dpi/specs/problem';
import {
  hashKey,
  isSameSecret,
  keyStart,
  makeKey,
  makeRecoveryCode,
  normalizeJoinCode,
  normalizeRecoveryCode,
} from '../../../keys/index.ts';
import type { Event } from '../../../registry/index.ts';
import { countJoin } from '../../count-join.ts';
import { readBody, text } from '../../input.ts';
import { route } from '../../route.ts';
import { shownKey, shownTeam, shownTeamEvent } from '../../shown.ts';
import { cookieHeader, newSession } from '../../start-session.ts';

export const createTeam = route<'public'>({
  operationId: 'createTeam',
  method: 'post',
  path: '/teams',
  access: 'public',
  async handle(call, services) {
    const { joinCode, name } = readBody(call.body, {
      joinCode: text({ min: 1, max: 60 }),
      name: text({ min: 2, max: 60 }),
    });
    const rateLimit = countJoin(call, services);
    const event = eventWithCode(await services.registry.events(), joinCode);

    const secret = makeKey();
    const recoveryCode = makeRecoveryCode();
    const session = newSession();
    const { team, key } = await services.registry.createTeam({
      eventId: event.id,
      name,
      recoveryCodeHash: hashKey(normalizeRecoveryCode(recoveryCode)),
      key: { label: 'First key', hash: hashKey(secret), start: keyStart(secret), expiresAt: null },
      session: session.record,
    });
    return {
      status: 201,
      headers: { ...rateLimit, ...cookieHeader(session.shown.token, call.request, services) },
      body: {
        team: shownTeam(team),
        event: shownTeamEvent(event),
        key: { ...shownKey(key, null), secret },
        ...session.shown,
        recoveryCode,
      },
    };
  },
});

/** The event with a join code, an open one first. Looks at every event, so that the time tells nothing. */
function eventWithCode(events: Event[], typed: string): Event {
  const code = normalizeJoinCode(typed);
  const found = events.filter((event) => isSameSecret(normalizeJoinCode(event.joinCode), code));
  const event = found.find(({ status }) => status === 'open') ?? found[0];
  if (event !== undefined) return event;
  throw new ProblemError('join-code-wrong', { id: 'control.signing-in.wrong-join-code' });
}
