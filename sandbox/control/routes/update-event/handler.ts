import { invalidRequest } from '@dpi/specs/problem';
import { eventJoinCode, eventName, eventQuotaPerHour, eventQuotaPerSecond } from '../../event-input.ts';
import { oneOf, optional, readBody } from '../../input.ts';
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
      const message = { id: 'requests.violation.has-one-of', values: { names: Object.keys(FIELDS) } };
      throw invalidRequest([{ in: 'body', path: '', message }]);
    }
    return { status: 200, body: shownEvent(await registry.updateEvent(params.eventId ?? '', change)) };
  },
});
