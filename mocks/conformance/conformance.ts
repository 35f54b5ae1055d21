import { setTimeout as sleep } from 'node:timers/promises';
import type { Journey, Persona, Service } from '@dpi/specs/model';
import { exampleRequest, type WireRequest } from '../engine/example-request.ts';
import { BodySchemas } from './body-schema.ts';
import { CarryOver } from './carry-over.ts';
import { type Case, casesOf } from './cases.ts';
import { DeclaredHeaders } from './declared-headers.ts';
import { type Expected, judge, type Promises } from './judge.ts';
import { locationChecker } from './location.ts';
import { NoAnswer } from './no-answer.ts';
import { redactor } from './redact.ts';
import { refusalCases } from './refusals.ts';
import type { CaseResult, ConformanceReport } from './report.ts';
import { type Answer, type SendOptions, send } from './send.ts';

export interface ConformanceOptions extends SendOptions {
  personas: Persona[];
  journeys: Journey[];
  /** Only this operation, by id. */
  operation?: string | undefined;
  onCase?: (result: CaseResult) => void;
}

/** So many requests in a row without an answer, and the rest is not tried. */
const MAX_FAILURES = 3;
/** A server that asks to wait is asked again once, if it asks for no longer than this. */
const MAX_WAIT_SECONDS = 5;

/**
 * Sends the named examples of a service to a server, one after the other, and holds each response against the spec; then
 * requests that the server has to refuse, made of these examples. Headers given for the requests appear nowhere in the report.
 */
export async function checkConformance(service: Service, options: ConformanceOptions): Promise<ConformanceReport> {
  const started = new Date();
  const since = performance.now();
  const promises: Promises = {
    schemas: new BodySchemas(service, 'response'),
    checkLocation: locationChecker(service, options.server),
  };
  const declaredHeaders = new DeclaredHeaders();
  const journeys = options.operation === undefined ? options.journeys : [];
  const examples = casesOf(service, options.personas, journeys);
  const refusals = refusalCases(service, examples, new BodySchemas(service, 'request'));
  const cases = [...examples, ...refusals].filter(
    ({ operation }) => options.operation === undefined || operation.id === options.operation,
  );
  const results: CaseResult[] = [];
  const redact = redactor(Object.values(options.headers));
  const carried = new Map<string, CarryOver>();
  let failures = 0;
  let stopped: string | null = null;
  for (const next of cases) {
    if (stopped !== null) {
      results.push(resultOf(next, { notes: ['Not sent: the server did not answer before.'] }));
      continue;
    }
    const journey = next.isJourney ? (carried.get(next.group) ?? new CarryOver()) : null;
    if (journey !== null) carried.set(next.group, journey);
    const { result: raw, isFailure } = await runCase(next, journey, { service, promises, declaredHeaders }, options);
    const result = redact(raw);
    failures = isFailure ? failures + 1 : result.outcome === 'skipped' ? failures : 0;
    if (failures === MAX_FAILURES) {
      const reason = result.differences[0]?.message ?? '';
      stopped = `${options.server} cannot be reached: ${MAX_FAILURES} requests in a row had no answer. The answer ${reason}.`;
    }
    results.push(result);
    options.onCase?.(result);
  }
  for (const result of declaredHeaders.neverSent()) {
    results.push(result);
    options.onCase?.(result);
  }
  const { id, version, title, release } = service;
  return {
    service: { id, version, title, release },
    server: options.server,
    startedAt: started.toISOString(),
    durationMs: Math.round(performance.now() - since),
    cases: results,
    stopped,
    conforms:
      results.some(({ outcome }) => outcome === 'conforms') && !results.some(({ outcome }) => outcome === 'differs'),
  };
}

async function runCase(
  original: Case,
  journey: CarryOver | null,
  { service, promises, declaredHeaders }: { service: Service; promises: Promises; declaredHeaders: DeclaredHeaders },
  options: SendOptions,
): Promise<{ result: CaseResult; isFailure: boolean }> {
  const next = journey?.translate(original) ?? original;
  const { expected, operation } = next;
  const skip = (reason: string) => ({ result: resultOf(next, { notes: [reason] }), isFailure: false });
  if (expected === null) return skip(next.reason);
  const request = exampleRequest(operation, next.request, service.schemas);
  if (typeof request === 'string') return skip(request);
  if (request.body !== null && ['get', 'head'].includes(operation.method)) {
    return skip('A body with GET or HEAD is not sent: servers on the way drop it.');
  }
  if (operation.method === 'trace') return skip('TRACE is not sent.');
  const since = performance.now();
  const lasted = () => Math.round(performance.now() - since);
  try {
    const wanted = 'refusal' in expected ? undefined : expected.example?.contentType;
    const accept = wanted === undefined ? '*/*' : `${wanted}, application/problem+json;q=0.9, */*;q=0.1`;
    const answer = await sendPatiently(withoutHeaders(request, next), accept, expected, {
      ...options,
      headers: withoutHeaders(options, next).headers,
    });
    const { differences, notes } = judge(answer, operation, expected, promises);
    declaredHeaders.add(answer, operation);
    journey?.learn(original, answer);
    const outcome = differences.length === 0 ? 'conforms' : 'differs';
    const result = { outcome, status: answer.status, differences, notes, durationMs: lasted() } as const;
    return { result: resultOf(next, result), isFailure: false };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    const differences = [{ at: 'answer', message: error.message }];
    return { result: resultOf(next, { outcome: 'differs', differences, durationMs: lasted() }), isFailure: true };
  }
}

/** A quota that is full again in a moment says nothing about conformance. */
async function sendPatiently(
  request: WireRequest,
  accept: string,
  expected: Expected,
  options: SendOptions,
): Promise<Answer> {
  const answer = await send(request, accept, options);
  const wait = Number(answer.headers.get('retry-after') ?? Number.NaN);
  if (answer.status !== 429 || isExpected(429, expected) || !(wait >= 0 && wait <= MAX_WAIT_SECONDS)) return answer;
  await sleep(Math.max(wait, 0.1) * 1000);
  return send(request, accept, options);
}

function isExpected(status: number, expected: Expected): boolean {
  return 'refusal' in expected ? expected.refusal.includes(status) : expected.status === String(status);
}

/** What is sent, without the headers that a case leaves out. */
function withoutHeaders<T extends { headers: Record<string, string> }>(sent: T, { withoutHeaders: left }: Case): T {
  const kept = Object.entries(sent.headers).filter(([name]) => !left.includes(name.toLowerCase()));
  return { ...sent, headers: Object.fromEntries(kept) };
}

function resultOf({ group, name, title, operation }: Case, rest: Partial<CaseResult>): CaseResult {
  const call = `${operation.method.toUpperCase()} ${operation.path}`;
  const unsent: CaseResult = {
    group,
    name,
    title,
    call,
    outcome: 'skipped',
    status: null,
    differences: [],
    notes: [],
    durationMs: 0,
  };
  return { ...unsent, ...rest };
}
