import { eventJoinCode, eventName, eventQuotaPerHour, eventQuotaPerSecond } from '../../event-input.ts';
import { oneOf, optional, readBody } from '../../input.ts';
import { invalid } from '../../refusal.ts';
import { route } from '../../route.ts';
import { shownEvent } from '../../shown.ts';

const FIELDS = {
  name: optional(eventName, undefined),
  status: optional(oneOf(['open', 'closed']), undefined),
  joinCode: optional(eventJoinCode, undefined),
  quotaPerSecond: optional(eventQuotaPerSecond, undefined),
  quotaPerHour: optional(eventQuotaPerHour, undefined),
};

export const updateEvent = route<'organiser'>({
  operationId: 'updateEvent',
  method: 'patch',
  path: '/events/{eventId}',
  access: 'organiser',
  async handle({ body, params }, { registry }) {
    const change = Object.fromEntries(
      Object.entries(readBody(body, FIELDS)).filter(([, value]) => value !== undefined),
    );
    if (Object.keys(change).length === 0) {
      throw invalid([{ in: 'body', path: '', message: `must have one of ${Object.keys(FIELDS).join(', ')}` }]);
    }
    return { status: 200, body: shownEvent(await registry.updateEvent(params.eventId ?? '', change)) };
  },
});
