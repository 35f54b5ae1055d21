import { hashKey, keyStart, makeKey } from '../../../keys/index.ts';
import { futureTime, nullable, optional, readBody, text } from '../../input.ts';
import { namedTeam } from '../../named-team.ts';
import { route } from '../../route.ts';
import { shownKey } from '../../shown.ts';

export const createKey = route<'signed-in'>({
  operationId: 'createKey',
  method: 'post',
  path: '/keys',
  access: 'signed-in',
  async handle(call, services) {
    const { label, expiresAt } = readBody(call.body ?? {}, {
      label: optional(text({ min: 1, max: 60 }), 'Key'),
      expiresAt: nullable(futureTime()),
    });
    const { team } = await namedTeam(call, services);
    const secret = makeKey();
    const key = await services.registry.createKey(team.id, {
      label,
      hash: hashKey(secret),
      start: keyStart(secret),
      expiresAt,
    });
    return { status: 201, body: { ...shownKey(key, null), secret } };
  },
});
