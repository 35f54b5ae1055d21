import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isObject } from '@dpi/specs/json-value';
import type { ExampleRequest, Journey, Operation, Persona, Service } from '@dpi/specs/model';
import { isIdempotencyKey } from '@dpi/specs/serialization';
import type { Message, Texts } from '@dpi/specs/texts';
import { exampleRequest, type WireRequest } from '../engine/example-request.ts';
import { BodySchemas } from './body-schema.ts';
import { CarryOver } from './carry-over.ts';
import { type Case, casesOf } from './cases.ts';
import { DeclaredHeaders } from './declared-headers.ts';
import { type Expected, judge, type Promises } from './judge.ts';
import { type Creation, ObjectFollower, type Step } from './lifecycle.ts';
import { locationChecker } from './location.ts';
import { NoAnswer } from './no-answer.ts';
import { redactor } from './redact.ts';
import { refusalCases } from './refusals.ts';
import type { CaseResult, ConformanceReport, Difference } from './report.ts';
import { type Answer, type SendOptions, send } from './send.ts';

export interface ConformanceOptions extends SendOptions {
  personas: Persona[];
  journeys: Journey[];
  texts: Texts;
  /** Languages of the country, as locales. */
  locales: string[];
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
 * requests that the server has to refuse, made of these examples; and follows what the examples create to its end. Headers given for the requests appear nowhere in the report.
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
  const follower = new ObjectFollower(service, examples, (group, step) => followStep(group, step, options));
  const record = (raw: CaseResult) => {
    const result = redact(raw);
    results.push(result);
    options.onCase?.(result);
  };
  let failures = 0;
  let stopped: string | null = null;
  for (const next of cases) {
    if (stopped !== null) {
      results.push(resultOf(next, { notes: ['Not sent: the server did not answer before.'] }));
      continue;
    }
    const journey = next.isJourney ? (carried.get(next.group) ?? new CarryOver()) : null;
    if (journey !== null) carried.set(next.group, journey);
    const {
      result: raw,
      isFailure,
      exchange,
    } = await runCase(next, journey, { service, promises, declaredHeaders }, options);
    const result = redact(raw);
    failures = isFailure ? failures + 1 : result.outcome === 'skipped' ? failures : 0;
    if (failures === MAX_FAILURES) {
      const reason = result.differences[0]?.message ?? '';
      stopped = `${options.server} cannot be reached: ${MAX_FAILURES} requests in a row had no answer. The answer ${reason}.`;
    }
    results.push(result);
    options.onCase?.(result);
    const creation = creationBy(next, exchange);
    if (creation !== null && options.operation === undefined)
      for await (const step of follower.succeeded(next.operation, creation)) record(step);
  }
  if (stopped === null) for await (const step of follower.finish()) record(step);
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
): Promise<{ result: CaseResult; isFailure: boolean; exchange: { request: WireRequest; answer: Answer } | null }> {
  const next = journey?.translate(original) ?? original;
  const { expected, operation } = next;
  const skip = (reason: string) => ({ result: resultOf(next, { notes: [reason] }), isFailure: false, exchange: null });
  if (expected === null) return skip(next.reason);
  const request = exampleRequest(operation, next.request && withOwnKey(next.request, operation), service.schemas);
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
    return { result: resultOf(next, result), isFailure: false, exchange: { request, answer } };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    const differences = [{ at: 'answer', message: error.message }];
    return {
      result: resultOf(next, { outcome: 'differs', differences, durationMs: lasted() }),
      isFailure: true,
      exchange: null,
    };
  }
}

/** What an example has created, where it has succeeded. */
function creationBy(
  { isJourney, expected, request }: Case,
  exchange: { request: WireRequest; answer: Answer } | null,
): Creation | null {
  const isExample = !isJourney && expected !== null && 'status' in expected;
  const sent = request?.body;
  if (!isExample || exchange === null || exchange.answer.status < 200 || exchange.answer.status >= 300) return null;
  return isObject(sent) ? { ...exchange, sent } : null;
}

/** Sends one request of an object's life. */
async function followStep(group: string, step: Step, options: ConformanceOptions): Promise<CaseResult> {
  const { operation, name, title, request, skipped, judge: judgeStep } = step;
  const next = { group, name, title, operation };
  if (request === null) return resultOf(next, { notes: [skipped] });
  const since = performance.now();
  const lasted = () => Math.round(performance.now() - since);
  try {
    const answer = await sendPatiently(request, '*/*', null, options);
    const { differences: raw, notes } = judgeStep(answer);
    const differences = raw.map(({ at, message }) => ({ at, ...wordsOf(message, options) }));
    const outcome = differences.length === 0 ? 'conforms' : 'differs';
    return resultOf(next, { outcome, status: answer.status, differences, notes, durationMs: lasted() });
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    const differences = [{ at: 'answer', message: error.message }];
    return resultOf(next, { outcome: 'differs', differences, durationMs: lasted() });
  }
}

/** The report is in English; what it finds is said in the languages of the country too. */
function wordsOf(message: Message, { texts, locales }: ConformanceOptions): Omit<Difference, 'at'> {
  const others = locales.filter((locale) => locale !== 'en');
  return {
    message: texts.format(message, 'en'),
    translations: Object.fromEntries(others.map((locale) => [locale, texts.format(message, locale)])),
  };
}

/** A quota that is full again in a moment says nothing about conformance. */
async function sendPatiently(
  request: WireRequest,
  accept: string,
  expected: Expected | null,
  options: SendOptions,
): Promise<Answer> {
  const answer = await send(request, accept, options);
  const wait = Number(answer.headers.get('retry-after') ?? Number.NaN);
  if (
    answer.status !== 429 ||
    (expected !== null && isExpected(429, expected)) ||
    !(wait >= 0 && wait <= MAX_WAIT_SECONDS)
  )
    return answer;
  await sleep(Math.max(wait, 0.1) * 1000);
  return send(request, accept, options);
}

function isExpected(status: number, expected: Expected): boolean {
  return 'refusal' in expected ? expected.refusal.includes(status) : expected.status === String(status);
}

/** With an Idempotency-Key where the operation takes one, so that the request can be repeated. */
function withOwnKey(request: ExampleRequest, { parameters }: Operation): ExampleRequest {
  const key = parameters.find(isIdempotencyKey);
  if (key === undefined || request.parameters.some(isIdempotencyKey)) return request;
  return {
    ...request,
    parameters: [...request.parameters, { in: 'header', name: key.name, value: randomUUID() }],
  };
}

/** What is sent, without the headers that a case leaves out. */
function withoutHeaders<T extends { headers: Record<string, string> }>(sent: T, { withoutHeaders: left }: Case): T {
  const kept = Object.entries(sent.headers).filter(([name]) => !left.includes(name.toLowerCase()));
  return { ...sent, headers: Object.fromEntries(kept) };
}

function resultOf(
  { group, name, title, operation }: Pick<Case, 'group' | 'name' | 'title' | 'operation'>,
  rest: Partial<CaseResult>,
): CaseResult {
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
