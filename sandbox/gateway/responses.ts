import type { Socket } from 'node:net';
import type { MockAnswer } from '@dpi/mocks';
import type { Operation, Service } from '@dpi/specs/model';
import type { Problem } from '@dpi/specs/problem';
import { delayOf, type Fault, type Faults } from '../faults/index.ts';
import { BODIES_BUSY, declaresTooMuch, MAX_BODY } from '../server/read-body.ts';
import type { ProblemSender } from '../server/send-problem.ts';
import { fallbackHeaders, faultHeader, inertHeaders, isOurs } from './answer-headers.ts';
import { CALLER_GONE, type Call, type Outcome, PLAIN } from './call.ts';
import type { CallRecorder } from './call-recorder.ts';
import { corsHeaders } from './cors.ts';
import { HeldAnswers } from './held-answers.ts';
import { lifecycleHeaders } from './lifecycle-headers.ts';
import { forcedFailure } from './problems.ts';

export interface ResponsesOptions {
  services: readonly Service[];
  problems: ProblemSender;
  recorder: CallRecorder;
  faults: Pick<Faults, 'use'>;
  publicUrl: string;
}

/** Sends what came of a call, and records it. */
export class Responses {
  readonly #problems: ProblemSender;
  readonly #recorder: CallRecorder;
  readonly #faults: Pick<Faults, 'use'>;
  readonly #held = new HeldAnswers();
  readonly #lifecycles = new Map<Service | Operation, string[]>();

  constructor({ services, problems, recorder, faults, publicUrl }: ResponsesOptions) {
    this.#problems = problems;
    this.#recorder = recorder;
    this.#faults = faults;
    for (const service of services) {
      this.#lifecycles.set(service, lifecycleHeaders(service, null, publicUrl));
      for (const operation of service.operations)
        this.#lifecycles.set(operation, lifecycleHeaders(service, operation, publicUrl));
    }
  }

  /** Headers, names and values in turn, that say how long a service or an operation will be there. */
  lifecycle(of: Service | Operation | null | undefined): readonly string[] {
    return (of && this.#lifecycles.get(of)) ?? [];
  }

  /** What the mock gave. */
  send(call: Call, answer: MockAnswer): void {
    const { res } = call.exchange;
    const { problem, status, body } = answer;
    if (problem !== null) {
      this.#fail(call, answer, problem, this.lifecycle(answer.operation));
      return;
    }
    res.writeHead(status, this.#headersOf(call, answer));
    res.end(body ?? undefined);
    this.#recorder.record(call, answer);
  }

  /** Why a call is not answered. */
  refuse(call: Call, problem: Problem): void {
    const { exchange } = call;
    const headers = [...corsHeaders(exchange.req), ...call.headers];
    const closes =
      problem.id === 'body-too-large' || problem === BODIES_BUSY || declaresTooMuch(exchange.req, MAX_BODY);
    const status = closes
      ? this.#problems.sendAndClose(exchange, problem, headers)
      : this.#problems.send(exchange, problem, headers);
    this.#recorder.record(call, { status, ...PLAIN, problem });
  }

  /** What a path takes, for a caller who asks: as good an answer as the service's own would be. */
  sendOptions(call: Call, answer: MockAnswer): void {
    const allow = answer.headers.allow ?? '';
    const { req, res, id } = call.exchange;
    res.writeHead(204, ['X-Request-Id', id, ...corsHeaders(req), ...call.headers, 'Allow', `${allow}, OPTIONS`]);
    res.end();
    this.#recorder.record(call, { ...PLAIN, status: 204 });
  }

  /** The failure that a team has set for a call, which was not carried out. */
  sendForced(call: Call, operation: Operation | null, fault: Fault): void {
    this.#meet(call, fault);
    this.#fail(call, { ...PLAIN, operation }, forcedFailure(fault.status ?? 500));
  }

  /** The call was carried out; its answer comes late, in part, or not at all. */
  sendWithFault(call: Call, answer: MockAnswer, fault: Fault): void {
    const { exchange, team } = call;
    const { res } = exchange;
    if (fault.kind === 'latency' || fault.kind === 'timeout') {
      const isHeld = this.#held.hold(team ?? '', delayOf(fault, Math.random), res, (isGone) => {
        if (isGone) this.#recorder.record(call, { ...answer, status: CALLER_GONE });
        else if (fault.kind === 'latency') this.send(call, answer);
        else this.#fail(call, answer, forcedFailure(504));
      });
      if (isHeld) this.#meet(call, fault);
      else this.send(call, answer);
      return;
    }
    this.#meet(call, fault);
    const { body } = answer;
    if (fault.kind === 'partial-body' && body !== null && exchange.req.method !== 'HEAD') {
      res.writeHead(answer.status, this.#headersOf(call, answer));
      const bytes = Buffer.from(body);
      res.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => res.destroy());
    } else (res.socket as Socket | null)?.resetAndDestroy();
    this.#recorder.record(call, answer);
  }

  /** Counts the call for a fault, and says so in its answer. */
  #meet(call: Call, fault: Fault): void {
    this.#faults.use(fault);
    call.fault = fault;
    call.headers.push(...faultHeader(fault));
  }

  /** @param outcome what is recorded beside the failure */
  #fail(call: Call, outcome: Outcome, problem: Problem, lifecycle: readonly string[] = []): void {
    const headers = [...corsHeaders(call.exchange.req), ...call.headers, ...lifecycle];
    this.#recorder.record(call, { ...outcome, problem, status: this.#problems.send(call.exchange, problem, headers) });
  }

  /** Headers, names and values in turn, of an answer of the mock that is no problem. */
  #headersOf(call: Call, answer: MockAnswer): string[] {
    const { req, id, correlationId } = call.exchange;
    const { operation, example, fallback, refusal, changedObjects, status, body } = answer;
    const headers = ['X-Request-Id', id, 'Cache-Control', 'no-store'];
    for (const header of call.headers) headers.push(header);
    for (const header of corsHeaders(req)) headers.push(header);
    for (const header of inertHeaders(answer.headers['content-type'])) headers.push(header);
    for (const header of this.lifecycle(operation)) headers.push(header);
    if (example !== null) headers.push('X-Sandbox-Example', encodeURIComponent(example));
    if (fallback !== null) headers.push(...fallbackHeaders(fallback));
    if (refusal !== null) headers.push('X-Sandbox-Rule', refusal);
    if (changedObjects > 0) headers.push('X-Sandbox-Changes', String(changedObjects));
    for (const name in answer.headers) {
      const value = answer.headers[name];
      // The caller's own correlation id goes before the one in a spec's example.
      if (correlationId !== null && name === 'x-correlation-id') continue;
      if (value !== undefined && !isOurs(name)) headers.push(name, value);
    }
    if (body !== null) headers.push('Content-Length', String(Buffer.byteLength(body)));
    else if (req.method !== 'HEAD' && status !== 204 && status !== 304) headers.push('Content-Length', '0');
    return headers;
  }
}
