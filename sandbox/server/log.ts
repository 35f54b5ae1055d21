import { pino } from 'pino';
import type { Log } from '../index.ts';

/** Writes JSON lines to standard error. `level` as pino knows it: `info` tells of start and stop, `warn` only of trouble. */
export function createLog(level: string): Log {
  return pino({ level }, pino.destination({ fd: 2, sync: false }));
}
