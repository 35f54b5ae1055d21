import { instantOf, localDay } from '../behaviour/index.ts';
import type { JsonObject } from '../json/value.ts';

const LOCAL = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}):00(?:\.0+)?(?:Z|[+-]\d{2}:\d{2})$/;
const DAY = 86_400_000;

/**
 * An object with times that count from the beginning of a world, such as `-3d 10:16`, where an example has a date and time of
 * the country's clock in whole minutes. Another one stays as it is.
 * @param isTime whether a member holds such times
 */
export function seedTimes(
  object: JsonObject,
  isTime: (name: string) => boolean,
  { timeZone, examplesAt }: { timeZone: string; examplesAt: string },
): JsonObject {
  const beginning = Date.parse(examplesAt);
  if (Number.isNaN(beginning)) return object;
  const today = localDay(new Date(beginning), timeZone);
  const seeded = Object.entries(object).map(([name, value]) => {
    const [, day = '', time = ''] = (isTime(name) && typeof value === 'string' && LOCAL.exec(value)) || [];
    if (day === '' || instantOf(day, time, timeZone).getTime() !== Date.parse(String(value))) return [name, value];
    return [name, `${Math.round((Date.parse(day) - Date.parse(today)) / DAY)}d ${time}`];
  });
  return Object.fromEntries(seeded);
}
