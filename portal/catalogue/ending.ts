import type { Operation, Service } from '@dpi/specs/model';

/** That a service or an operation will go, or is gone. */
export interface Ending {
  what: 'service' | 'operation';
  isRetired: boolean;
  /** Day on which it stops answering, such as `2027-06-30`; `null` where none is set. */
  sunset: string | null;
  /** What the description says about what to use in its place; empty where it says nothing. */
  instead: string;
}

/**
 * How a service, or one of its operations, ends; `null` where it does not. An operation ends with its service, or before.
 * @param sentenceIn finds what a description says about what to use in its place
 */
export function endingOf(
  service: Service,
  operation: Operation | null,
  sentenceIn: (description: string) => string,
): Ending | null {
  const isRetired = service.lifecycle === 'retired';
  const own = operation?.deprecated === true && !isRetired ? operation : null;
  if (own === null && !isRetired && service.lifecycle !== 'deprecated') return null;
  return {
    what: own === null ? 'service' : 'operation',
    isRetired,
    sunset: sunsetDay(own?.sunsetAt ?? service.sunsetAt),
    instead: sentenceIn((own ?? service).description),
  };
}

/** Whether the last day of something is over. A page may be read long after it was built. */
export function isOver(day: string, now: Date = new Date()): boolean {
  return day < now.toISOString().slice(0, 10);
}

/** The day of a time as the spec writes it. */
export function sunsetDay(sunsetAt: string | null): string | null {
  return sunsetAt?.slice(0, '2027-06-30'.length) ?? null;
}
