import { pino } from 'pino';

/** Where happenings go that people who run the platform should see; a pino logger is one. */
export interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** Writes JSON lines to standard error. `level` as pino knows it: `info` tells of start and stop, `warn` only of trouble. */
export function createLog(level: string): Log {
  return pino({ level }, pino.destination({ fd: 2, sync: false }));
}
