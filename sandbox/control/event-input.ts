import { integer, matching, text } from './input.ts';

/** How the fields of an event are read, wherever organisers send them. */
export const eventName = text({ min: 2, max: 100 });
export const eventJoinCode = matching(/^[0-9A-Za-z -]{4,40}$/, {
  id: 'control.violation.join-code',
});
export const eventQuotaPerSecond = integer({ min: 1, max: 1_000_000 });
export const eventQuotaPerHour = integer({ min: 1, max: 1_000_000_000 });
