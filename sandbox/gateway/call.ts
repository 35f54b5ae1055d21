import type { IncomingMessage } from 'node:http';
import type { Fallback } from '@dpi/mocks';
import type { Operation } from '@dpi/specs/model';
import type { Problem, Violation } from '@dpi/specs/problem';
import type { Fault } from '../faults/index.ts';
import type { KeyOwner } from '../registry/index.ts';
import type { Exchange } from '../server/exchange.ts';
import type { Place } from './place.ts';

/** What is known of a call while it is being answered. */
export interface Call {
  exchange: Exchange;
  place: Place;
  at: number;
  startedAt: number;
  /** `null` for DEMO_KEY, without a key, and until the key is checked. */
  owner: KeyOwner | null;
  /** Id of the team whose call it is. */
  team: string | null;
  /** Headers that every answer from here on has: quota, lifecycle and fault. */
  headers: string[];
  /** What goes wrong with it on purpose. */
  fault: Fault | null;
}

/** What the log says of an answer beyond the call itself. */
export interface Outcome {
  operation: Operation | null;
  example: string | null;
  fallback: Fallback | null;
  refusal: string | null;
  changedObjects: number;
  problem: Problem | null;
  violations: readonly Violation[];
}

/** Of an answer of which there is no more to say than its status. */
export const PLAIN: Outcome = {
  operation: null,
  example: null,
  fallback: null,
  refusal: null,
  changedObjects: 0,
  problem: null,
  violations: [],
};

/** Status in the log of a call whose caller left before there was an answer. */
export const CALLER_GONE = 499;

/** Whether the caller wants an example of the spec, such as a failure that is hard to bring about. */
export function asksForExample({ headers }: IncomingMessage): boolean {
  return headers.prefer !== undefined || headers['x-sandbox-scenario'] !== undefined;
}
