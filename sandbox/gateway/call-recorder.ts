import type { Fallback } from '@dpi/mocks';
import { shorten } from '@dpi/specs';
import { type Problem, shortenMessage, type Violation } from '@dpi/specs/problem';
import type { Activity, Call as ActivityCall } from '../activity/index.ts';
import { withoutSecrets } from '../keys/index.ts';
import { keyState } from '../registry/index.ts';
import { MAX_DIFFERENCES } from './answer-headers.ts';
import { asksForExample, type Call, type Outcome } from './call.ts';

const MAX_LOGGED_PATH = 500;
const MAX_LOGGED_VIOLATIONS = 20;
const MAX_LOGGED_TEXT = 300;
const NO_PLACE = { service: '', version: '' };

export interface CallRecorderOptions {
  activity: Activity;
  /** `<id>/<version>` of the services that are counted by name: what callers make up would fill the counters. */
  countable: ReadonlySet<string>;
  /** Told of every call, also of those that belong to no team. */
  onCall: (service: string, status: number, durationMs: number) => void;
}

/** Counts the calls that were answered, and keeps those of teams in their request log. */
export class CallRecorder {
  readonly #options: CallRecorderOptions;

  constructor(options: CallRecorderOptions) {
    this.#options = options;
  }

  record(call: Call, outcome: Outcome & { status: number }): void {
    const { status, operation, example, fallback, refusal, changedObjects, problem, violations } = outcome;
    const { exchange, place, owner, team, fault } = call;
    const durationMs = performance.now() - call.startedAt;
    const { service, version } = this.#options.countable.has(place.name) ? place : NO_PLACE;
    this.#options.onCall(service, status, durationMs);
    if (team === null) return;
    this.#options.activity.record({
      id: exchange.id,
      correlationId: exchange.correlationId,
      teamId: team,
      keyId: owner?.key.id ?? null,
      isDeadKey: owner !== null && keyState(owner.key, call.at) !== 'active',
      at: call.at,
      service,
      version,
      operationId: operation?.id ?? null,
      method: exchange.req.method ?? '',
      path: shorten(withoutSecrets(exchange.path), MAX_LOGGED_PATH),
      status,
      durationMs: Math.round(durationMs * 100) / 100,
      example,
      fallback: fallback === null ? null : loggedFallback(fallback),
      rule: refusal,
      fault: fault === null ? null : { id: fault.id, kind: fault.kind },
      // A late answer is the answer all the same.
      isForced: fault === null ? example !== null && asksForExample(exchange.req) : fault.kind !== 'latency',
      changedObjects,
      problem: problem === null ? null : loggedProblem(problem),
      violations: violations.slice(0, MAX_LOGGED_VIOLATIONS).map(shortened),
    });
  }
}

/** A log is for reading: of many differences the first are enough. */
function loggedFallback(fallback: Fallback): ActivityCall['fallback'] {
  if (fallback.kind === 'generated') return { kind: 'generated', nearest: null, differences: [] };
  const first = fallback.differences.slice(0, MAX_DIFFERENCES);
  return {
    kind: 'first-example',
    nearest: fallback.nearest,
    differences: first.map(({ in: part, path }) => ({ in: part, path: shorten(path, MAX_LOGGED_TEXT) })),
  };
}

function loggedProblem({ id, detail }: Problem): ActivityCall['problem'] {
  return { id, detail: shortenMessage(detail, MAX_LOGGED_TEXT) };
}

/** A log is for reading: a place or a message that goes on for pages is cut. */
function shortened({ in: part, path, message }: Violation): Violation {
  return { in: part, path: shorten(path, MAX_LOGGED_TEXT), message: shortenMessage(message, MAX_LOGGED_TEXT) };
}
