import type { Fallback, FirstExample } from '@dpi/mocks';
import type { Problem, Violation } from '@dpi/specs/problem';
import type { FaultKind } from '../faults/index.ts';

/** What a team can see of one of its calls. Keys, bodies and query strings are never in it. */
export interface Call {
  /** Id of the request, as in `X-Request-Id`. */
  id: string;
  /** What the caller sent as `X-Correlation-Id`; `null` where it sent none. */
  correlationId: string | null;
  teamId: string;
  /** `null` for what apps and browsers do at a login, and test people on their pages: they have no key. */
  keyId: string | null;
  /** Refused because the key is revoked or has expired. */
  isDeadKey: boolean;
  /** When the request was read, in milliseconds since 1970. */
  at: number;
  /** Empty when the path names no service. */
  service: string;
  version: string;
  /** `null` when the path is none of the service's operations. */
  operationId: string | null;
  method: string;
  /** From `/sandbox/` on, without the query. */
  path: string;
  /** 499 when the caller was gone before there was an answer. */
  status: number;
  durationMs: number;
  /** Name of the example that was the answer. */
  example: string | null;
  /** Set where the answer of the mock is no example that fits the request. A made-up one is near no example. */
  fallback: (Pick<FirstExample, 'nearest' | 'differences'> & Pick<Fallback, 'kind'>) | null;
  /** Name of the condition of the service's behaviour that refused the call; `null` where none did. */
  rule: string | null;
  /** The fault of the team that the call met; `status` is that of the answer, also where the fault kept it from arriving. */
  fault: { id: string; kind: FaultKind } | null;
  /** Whether the team asked for the failure, by a fault or by the name of an example: it is not counted as one. */
  isForced: boolean;
  /** How many objects of the team's world the call changed. */
  changedObjects: number;
  /** What the platform found wrong; `null` for answers of the service, good or bad. */
  problem: Pick<Problem, 'id' | 'detail'> | null;
  violations: Violation[];
}

/** Whether a call counts as failed: one that was to fail does not. */
export function isFailed({ status, isForced }: Pick<Call, 'status' | 'isForced'>): boolean {
  return status >= 400 && !isForced;
}
