/** What goes wrong on purpose. */
export const FAULT_KINDS = [
  /** The answer comes later. */
  'latency',
  /** The call is carried out, and answered 504 after a while. */
  'timeout',
  /** The call is not carried out, and answered with an error. */
  'error',
  /** The call is carried out, and the connection is reset without an answer. */
  'connection-reset',
  /** The call is carried out, and the connection ends in the middle of the body of the answer. */
  'partial-body',
  /** What waits for its time does not happen. */
  'stuck-pending',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** Statuses of errors that pass: what a client should try again. */
export const FAULT_STATUSES = [429, 500, 502, 503, 504] as const;

/** How the delays of many calls are spread. */
export const DISTRIBUTIONS = ['fixed', 'long-tailed'] as const;

/** What a team chooses of a fault. */
export interface FaultChoice {
  kind: FaultKind;
  /** Id and version of the service it is for; `null`: all. */
  service: string | null;
  version: string | null;
  /** `null`: all operations. */
  operationId: string | null;
  /** Of an `error`; `null` for other kinds. */
  status: number | null;
  /** Milliseconds, of `latency` and `timeout`; `null` for other kinds. */
  delayMs: number | null;
  /** Of `latency`; `null` for other kinds. */
  distribution: (typeof DISTRIBUTIONS)[number] | null;
  /** How many calls it is for; `null`: all until it is deleted. */
  times: number | null;
}

/** Something that goes wrong for one team. */
export interface Fault extends FaultChoice {
  id: string;
  teamId: string;
  /** Calls that it was for so far. */
  affectedCalls: number;
  /** Milliseconds since 1970. */
  createdAt: number;
}

/** The operation that a call is for; `operationId` is `null` where there is none. */
export interface Target {
  service: string;
  version: string;
  operationId: string | null;
}

/** Whether it was for as many calls as it is meant for. */
export function isUsedUp({ times, affectedCalls }: Fault): boolean {
  return times !== null && affectedCalls >= times;
}

/** Whether a fault is for the calls of an operation. */
export function isFor(fault: Fault, { service, version, operationId }: Target): boolean {
  return isForService(fault, service, version) && (fault.operationId === null || fault.operationId === operationId);
}

export function isForService(fault: Fault, service: string, version: string): boolean {
  return fault.service === null || (fault.service === service && fault.version === version);
}

/** Milliseconds that no answer is held back beyond. */
export const MAX_DELAY = 30_000;

/** One in a hundred standard normal values is beyond it. */
const NORMAL_99 = 2.326;

/**
 * Milliseconds by which the answer of one call is late. A long-tailed delay has a log-normal distribution: half of the answers
 * come within `delayMs`, and one in a hundred after ten times that.
 * @param random from 0 to less than 1
 */
export function delayOf({ delayMs, distribution }: FaultChoice, random: () => number): number {
  const delay = delayMs ?? 0;
  if (distribution !== 'long-tailed') return delay;
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.min(MAX_DELAY, Math.round(delay * 10 ** (normal / NORMAL_99)));
}
