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
import type { CaseResult, ConformanceReport, FoundDifference } from './report.ts';
import { type Answer, type SendOptions, send } from './send.ts';
import { placeText, said } from './words.ts';

export interface ConformanceOptions extends SendOptions {
  personas: Persona[];
  journeys: Journey[];
  texts: Texts;
  /** Language of the report. */
  locale: string;
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
  const carried = new Map<Case['group'], CarryOver>();
  const say = sayIn(options);
  const report: Report = (of, outcome) => resultOf(of, outcome, say);
  const follower = new ObjectFollower(service, examples, (group, step) => followStep(group, step, report, options));
  const record = (raw: CaseResult) => {
    const result = redact(raw);
    results.push(result);
    options.onCase?.(result);
  };
  let failures = 0;
  let stopped: string | null = null;
  for (const next of cases) {
    if (stopped !== null) {
      results.push(report(next, { notes: [said('note.not-sent')] }));
      continue;
    }
    const journey = next.isJourney ? (carried.get(next.group) ?? new CarryOver()) : null;
    if (journey !== null) carried.set(next.group, journey);
    const {
      result: raw,
      isFailure,
      exchange,
    } = await runCase(next, journey, { service, promises, declaredHeaders, report }, options);
    const result = redact(raw);
    failures = isFailure ? failures + 1 : result.outcome === 'skipped' ? failures : 0;
    if (failures === MAX_FAILURES) {
      const reason = result.differences[0]?.message ?? '';
      stopped = say(said('stopped', { server: options.server, count: MAX_FAILURES, reason }));
    }
    results.push(result);
    options.onCase?.(result);
    const creation = creationBy(next, exchange);
    if (creation !== null && options.operation === undefined)
      for await (const step of follower.succeeded(next.operation, creation)) record(step);
  }
  if (stopped === null) for await (const step of follower.finish()) record(step);
  for (const { name, difference } of declaredHeaders.neverSent()) {
    const of = {
      group: said('group.headers'),
      name,
      title: said('title.header', { name }),
      call: said('all-operations'),
    };
    const result = report(of, { outcome: 'differs', differences: [difference] });
    results.push(result);
    options.onCase?.(result);
  }
  const { id, version, title, release } = service;
  return {
    locale: options.locale,
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
  {
    service,
    promises,
    declaredHeaders,
    report,
  }: { service: Service; promises: Promises; declaredHeaders: DeclaredHeaders; report: Report },
  options: SendOptions,
): Promise<{ result: CaseResult; isFailure: boolean; exchange: { request: WireRequest; answer: Answer } | null }> {
  const next = journey?.translate(original) ?? original;
  const { expected, operation } = next;
  const skip = (reason: Message) => ({ result: report(next, { notes: [reason] }), isFailure: false, exchange: null });
  if (expected === null) return skip(next.reason);
  const request = exampleRequest(operation, next.request && withOwnKey(next.request, operation), service.schemas);
  if ('reason' in request) return skip(request.reason);
  if (request.body !== null && ['get', 'head'].includes(operation.method)) {
    return skip(said('note.body-with-get'));
  }
  if (operation.method === 'trace') return skip(said('note.trace'));
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
    return { result: report(next, result), isFailure: false, exchange: { request, answer } };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    const differences = [{ at: 'answer', message: error.reason }];
    return {
      result: report(next, { outcome: 'differs', differences, durationMs: lasted() }),
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
async function followStep(
  group: Message,
  step: Step,
  report: Report,
  options: ConformanceOptions,
): Promise<CaseResult> {
  const { operation, name, title, request, skipped, judge: judgeStep } = step;
  const next = { group, name, title, operation };
  if (request === null) return report(next, { notes: skipped === null ? [] : [skipped] });
  const since = performance.now();
  const lasted = () => Math.round(performance.now() - since);
  try {
    const answer = await sendPatiently(request, '*/*', null, options);
    const { differences, notes } = judgeStep(answer);
    const outcome = differences.length === 0 ? 'conforms' : 'differs';
    return report(next, { outcome, status: answer.status, differences, notes, durationMs: lasted() });
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    const differences = [{ at: 'answer', message: error.reason }];
    return report(next, { outcome: 'differs', differences, durationMs: lasted() });
  }
}

/** What a result is of. An operation says by itself how it is called. */
type Subject = Pick<Case, 'group' | 'name' | 'title'> & ({ operation: Operation } | { call: Message });

/** What became of a case, not yet said in a language. */
type Found = Partial<Omit<CaseResult, 'differences' | 'notes'>> & {
  differences?: FoundDifference[];
  notes?: Message[];
};

type Report = (of: Subject, found: Found) => CaseResult;

type Say = (text: string | Message) => string;

function sayIn({ texts, locale }: ConformanceOptions): Say {
  return (text) => (typeof text === 'string' ? text : texts.format(text, locale));
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

function resultOf(of: Subject, { differences = [], notes = [], ...rest }: Found, say: Say): CaseResult {
  const call = 'call' in of ? say(of.call) : `${of.operation.method.toUpperCase()} ${of.operation.path}`;
  return {
    group: say(of.group),
    name: of.name,
    title: say(of.title),
    call,
    outcome: 'skipped',
    status: null,
    durationMs: 0,
    ...rest,
    differences: differences.map(({ at, message }) => ({ at, place: say(placeText(at)), message: say(message) })),
    notes: notes.map(say),
  };
}
