import type { HourUsage } from './controlModel.ts';

const HOUR = 3_600_000;

/** The last hours up to now, those without calls included, oldest first. */
export function lastHours(hours: HourUsage[], now: Date, count: number): HourUsage[] {
  const byHour = new Map(hours.map((hour) => [startOfHour(Date.parse(hour.hour)), hour]));
  const last = startOfHour(now.getTime());
  return Array.from({ length: count }, (_, index) => {
    const at = last - (count - 1 - index) * HOUR;
    return byHour.get(at) ?? { hour: new Date(at).toISOString(), calls: 0, failed: 0 };
  });
}

function startOfHour(time: number): number {
  return Math.floor(time / HOUR) * HOUR;
}

/** Whole per cent of calls that failed; a few failures among many calls are not rounded to none. */
export function failedPercent(calls: number, failed: number): number {
  if (calls === 0 || failed === 0) return 0;
  return Math.max(1, Math.floor((failed / calls) * 100));
}
