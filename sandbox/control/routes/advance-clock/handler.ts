import type { Advance } from '@dpi/mocks';
import { invalidRequest } from '@dpi/specs/problem';
import { integer, optional, readBody, time } from '../../input.ts';
import { route } from '../../route.ts';
import { teamWorld } from '../../team-world.ts';

/** Ten years. */
const MAX_SECONDS = 315_360_000;
const MAX_WORKING_DAYS = 1000;
/** Events that the answer tells of; the timeline has all. */
const MAX_EVENTS = 100;

export const advanceClock = route<'signed-in'>({
  operationId: 'advanceClock',
  method: 'post',
  path: '/world/clock/advance',
  access: 'signed-in',
  async handle(call, services) {
    const { worlds, id, language } = await teamWorld(call, services);
    const by = readAdvance(call.body);
    const { now } = await worlds.clock(id);
    const entries = await worlds.advance(id, by).catch((error: unknown) => {
      if (!(error instanceof RangeError)) throw error;
      const message = { id: 'control.world.violation.later', values: { now } };
      throw invalidRequest([{ in: 'body', path: `/${Object.keys(by)[0]}`, message }]);
    });
    // The last says that the clock was set.
    const events = entries.slice(0, -1);
    return {
      status: 200,
      body: {
        clock: await worlds.clock(id),
        eventCount: events.length,
        events: worlds.timelineOf(events.slice(0, MAX_EVENTS), language),
      },
    };
  },
});

function readAdvance(body: unknown): Advance {
  const { seconds, workingDays, to } = readBody(body, {
    seconds: optional(integer({ min: 1, max: MAX_SECONDS }), null),
    workingDays: optional(integer({ min: 1, max: MAX_WORKING_DAYS }), null),
    to: optional(time(), null),
  });
  const given: Advance[] = [];
  if (seconds !== null) given.push({ seconds });
  if (workingDays !== null) given.push({ workingDays });
  if (to !== null) given.push({ to: new Date(to) });
  const [by, ...others] = given;
  if (by === undefined || others.length > 0)
    throw invalidRequest([{ in: 'body', path: '', message: { id: 'control.world.violation.one-advance' } }]);
  return by;
}
