import { hashKey, keyStart, makeKey } from '../../../keys/index.ts';
import { integer, readBody } from '../../input.ts';
import { namedTeam } from '../../named-team.ts';
import { route } from '../../route.ts';
import { shownKey } from '../../shown.ts';

/** A day: long enough to change every program over. */
const LONGEST_OVERLAP = 86_400;

export const rotateKey = route<'signed-in'>({
  operationId: 'rotateKey',
  method: 'post',
  path: '/keys/{keyId}/rotate',
  access: 'signed-in',
  async handle(call, services) {
    const { overlapSeconds } = readBody(call.body, { overlapSeconds: integer({ min: 0, max: LONGEST_OVERLAP }) });
    const { team } = await namedTeam(call, services);
    const secret = makeKey();
    const { key, replaced } = await services.registry.rotateKey(team.id, call.params.keyId ?? '', {
      hash: hashKey(secret),
      start: keyStart(secret),
      overlapSeconds,
    });
    const lastUsed = await services.activity.lastUsed(team.id, replaced.id);
    return {
      status: 201,
      body: { ...shownKey(key, null), secret, replaces: shownKey(replaced, lastUsed) },
    };
  },
});
