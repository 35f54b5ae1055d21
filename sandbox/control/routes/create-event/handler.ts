import { makeJoinCode } from '../../../keys/index.ts';
import { eventJoinCode, eventName, eventQuotaPerHour, eventQuotaPerSecond } from '../../event-input.ts';
import { optional, readBody } from '../../input.ts';
import { route } from '../../route.ts';
import { shownEvent } from '../../shown.ts';

export const createEvent = route<'organiser'>({
  operationId: 'createEvent',
  method: 'post',
  path: '/events',
  access: 'organiser',
  async handle({ body }, { registry, config }) {
    const event = readBody(body, {
      name: eventName,
      joinCode: optional(eventJoinCode, makeJoinCode()),
      quotaPerSecond: optional(eventQuotaPerSecond, config.quotaPerSecond),
      quotaPerHour: optional(eventQuotaPerHour, config.quotaPerHour),
    });
    return { status: 201, body: shownEvent(await registry.createEvent(event)) };
  },
});
