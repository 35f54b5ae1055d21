import { makeJoinCode } from '../keys/index.ts';
import type { Event, Registry } from './registry.ts';

/** Id of the event that every installation has from its first start. */
const OPEN_EVENT = 'event_open';

export interface OpenEventSettings {
  /** For the first start only. */
  name: string;
  /** `null` keeps the event's code, or makes one at the first start. */
  joinCode: string | null;
  quotaPerSecond: number;
  quotaPerHour: number;
}

/** The installation's own event, made at the first start; code and quotas follow the settings at every later one. */
export async function ensureOpenEvent(registry: Registry, settings: OpenEventSettings): Promise<Event> {
  const { name, quotaPerSecond, quotaPerHour } = settings;
  const event = await registry.findEvent(OPEN_EVENT);
  const joinCode = settings.joinCode ?? event?.joinCode ?? makeJoinCode();
  if (event === undefined) {
    return registry.createEvent({ id: OPEN_EVENT, name, joinCode, quotaPerSecond, quotaPerHour });
  }
  const same =
    event.joinCode === joinCode && event.quotaPerSecond === quotaPerSecond && event.quotaPerHour === quotaPerHour;
  return same ? event : registry.updateEvent(OPEN_EVENT, { joinCode, quotaPerSecond, quotaPerHour });
}
