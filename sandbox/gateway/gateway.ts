import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import {
  type Fallback,
  type MockAnswer,
  type MockEngine,
  type MockRequest,
  worldOfGuest,
  worldOfTeam,
} from '@dpi/mocks';
import { shorten } from '@dpi/specs';
import type { Catalogue, Operation, Service } from '@dpi/specs/model';
import { type Problem, shortenMessage, type Violation } from '@dpi/specs/problem';
import { credentialNeed } from '@dpi/specs/security';
import { serviceReference } from '@dpi/specs/service-reference';
import type { Activity, Call as ActivityCall } from '../activity/index.ts';
import { delayOf, type Fault, type Faults } from '../faults/index.ts';
import { withoutSecrets } from '../keys/index.ts';
import type { Login, LoginAccess, LoginClient } from '../login/index.ts';
import type { Upstreams } from '../proxy/index.ts';
import { type AddressQuota, addressBlock, type Quota, type Verdict } from '../quota/index.ts';
import { type KeyOwner, keyState, type Registry } from '../registry/index.ts';
import type { Exchange } from '../server/exchange.ts';
import { internalError } from '../server/internal-error.ts';
import {
  BODIES_BUSY,
  BodyReader,
  declaresTooMuch,
  hasBody,
  MAX_BODY,
  SMALL_BODY,
  tooLarge,
} from '../server/read-body.ts';
import type { ProblemSender } from '../server/send-problem.ts';
import { fallbackHeaders, faultHeader, inertHeaders, isOurs, MAX_DIFFERENCES } from './answer-headers.ts';
import { corsHeaders, isPreflight, preflightHeaders } from './cors.ts';
import { HeldAnswers } from './held-answers.ts';
import { createIdentify } from './identify.ts';
import { lifecycleHeaders } from './lifecycle-headers.ts';
import { checkPath, type Place, placeOf } from './place.ts';
import { DEMO_KEY, takeKey } from './presented-key.ts';
import { forcedFailure, noSuchService, noSuchWorld, notSimulated, overQuota } from './problems.ts';

export interface GatewayOptions {
  catalogue: Pick<Catalogue, 'services' | 'broken'>;
  mocks: MockEngine;
  /** Providers of services that log people in, by `<service>/<version>`. */
  logins: Map<string, Login>;
  upstreams: Upstreams;
  registry: Registry;
  quota: Quota;
  activity: Activity;
  faults: Pick<Faults, 'has' | 'find' | 'use'>;
  problems: ProblemSender;
  publicUrl: string;
  addressOf: (exchange: Exchange) => string;
  /** Told of every call, also of those that belong to no team. */
  onCall: (service: string, status: number, durationMs: number) => void;
  onTrouble: (what: string, error: unknown) => void;
}

/** Status in the log of a call whose caller left before there was an answer. */
const CALLER_GONE = 499;
const MAX_LOGGED_PATH = 500;
const MAX_LOGGED_VIOLATIONS = 20;

const MAX_LOGGED_TEXT = 300;
const NO_PLACE = { service: '', version: '' };

/** What is known of a call while it is being answered. */
interface Call {
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
interface Outcome {
  operation: Operation | null;
  example: string | null;
  fallback: Fallback | null;
  refusal: string | null;
  changedObjects: number;
  problem: Problem | null;
  violations: readonly Violation[];
}

const PLAIN: Outcome = {
  operation: null,
  example: null,
  fallback: null,
  refusal: null,
  changedObjects: 0,
  problem: null,
  violations: [],
};

/** Answers everything under `/sandbox/`: key, quota, then the mock or the upstream, then the log. */
export function createGateway(options: GatewayOptions): (exchange: Exchange) => void {
  const { catalogue, mocks, logins, upstreams, registry, quota, activity, faults, problems, publicUrl } = options;
  const services = new Map<string, Service>();
  /** APIs of the platform itself, with their path: they are described here and answered elsewhere. */
  const platformApis = new Map<string, string>();
  for (const service of catalogue.services) {
    const name = serviceReference(service);
    if (service.servedBy === 'platform') platformApis.set(name, service.basePath);
    else services.set(name, service);
  }
  const broken = new Set(catalogue.broken.map(serviceReference));
  /** Only these are counted by name: what callers make up would fill the counters. */
  const countable = new Set([...services.keys(), ...broken, ...upstreams.names]);
  const identify = createIdentify(registry);
  const bodies = new BodyReader();
  const held = new HeldAnswers();
  const lifecycles = new Map<Service | Operation, string[]>();
  for (const service of catalogue.services) {
    lifecycles.set(service, lifecycleHeaders(service, null, publicUrl));
    for (const operation of service.operations) {
      lifecycles.set(operation, lifecycleHeaders(service, operation, publicUrl));
    }
  }

  async function answer(call: Call): Promise<void> {
    const { exchange, place } = call;
    const { req, res, path } = exchange;
    if (isPreflight(req)) {
      res.writeHead(204, ['X-Request-Id', exchange.id, ...preflightHeaders(req)]);
      res.end();
      return;
    }

    const platformPath = platformApis.get(place.name);
    if (platformPath !== undefined) return refuse(call, notSimulated(place, publicUrl + platformPath));
    const login = loginFor(call);
    const key = takeKey(exchange, () => login?.access === 'anybody' || mayCallWithoutKey(call));
    if (key !== null && typeof key !== 'string') return refuse(call, key);
    if (login?.access === 'anybody' && !asksForExample(req)) return answerAnybody(call, login.provider);
    let verdict: Verdict;
    let counted: 'team' | AddressQuota = 'team';
    if (key === null && place.team !== null) {
      // Whoever has no key is answered from the world in the path, as a wallet is; it counts for the team, apart from its own calls.
      const owned = await registry.findTeam(place.team);
      if (owned === undefined) return refuse(call, noSuchWorld(place.team));
      call.team = owned.team.id;
      verdict = quota.spend(`${owned.team.id} world`, owned.event);
    } else if (key === null || key === DEMO_KEY) {
      counted = key === null ? 'anonymous' : 'demo';
      verdict = quota.spendByAddress(counted, options.addressOf(exchange));
    } else {
      const identified = identify(key, call.at);
      const { owner, refusal } = identified instanceof Promise ? await identified : identified;
      call.owner = owner;
      call.team = owner?.team.id ?? null;
      if (refusal !== null) return refuse(call, refusal);
      verdict = quota.spend(owner.team.id, owner.event);
    }
    call.headers = ['RateLimit-Policy', verdict.policy, 'RateLimit', verdict.rateLimit];
    if (!verdict.allowed) return refuse(call, overQuota(verdict, counted));

    if (declaresTooMuch(req, MAX_BODY)) return refuse(call, tooLarge(MAX_BODY));
    const wrongPath = checkPath(path);
    if (wrongPath !== null) return refuse(call, wrongPath);
    const service = services.get(place.name);
    const upstream = upstreams.get(place.name);
    if (upstream !== undefined) {
      const { owner } = call;
      const caller = owner === null ? { address: options.addressOf(exchange) } : { team: owner.team.id };
      const outcome = upstream.forward(exchange, caller, place.rest, [
        'Cache-Control',
        'no-store',
        ...corsHeaders(req),
        ...inertHeaders(undefined),
        ...call.headers,
        ...(service === undefined ? [] : (lifecycles.get(service) ?? [])),
      ]);
      return log(call, { ...PLAIN, ...(await outcome) });
    }
    if (service === undefined && !broken.has(place.name))
      return refuse(call, noSuchService(place, [...services.keys()]));
    if (login !== null && !asksForExample(req))
      return withBody(call, SMALL_BODY, (body) => loginWith(call, login.provider, body, null));
    return withBody(call, MAX_BODY, (body) => mockWith(call, body));
  }

  /** The provider that answers a call, and whom; `null` where there is none. */
  function loginFor({ exchange: { req }, place }: Call): { provider: Login; access: LoginAccess } | null {
    const provider = logins.get(place.name);
    // An agency's own server goes before the provider.
    if (provider === undefined || upstreams.get(place.name) !== undefined) return null;
    const access = provider.accessOf(req.method ?? '', place.rest);
    return access === null ? null : { provider, access };
  }

  /** Apps and browsers have no key: what they do counts for the team whose client it is, apart from the calls of the team itself. */
  async function answerAnybody(call: Call, provider: Login): Promise<void> {
    const { exchange } = call;
    await withBody(call, SMALL_BODY, async (body) => {
      const client = provider.clientOf({ exchange, path: call.place.rest, body });
      const owned = client === null ? undefined : await registry.findTeam(client.owner);
      const verdict =
        owned === undefined
          ? quota.spendByAddress('anonymous', options.addressOf(exchange))
          : quota.spend(`${owned.team.id} login`, owned.event);
      call.team = owned?.team.id ?? null;
      call.headers = ['RateLimit-Policy', verdict.policy, 'RateLimit', verdict.rateLimit];
      if (!verdict.allowed) return refuse(call, overQuota(verdict, owned === undefined ? 'anonymous' : 'team'));
      await loginWith(call, provider, body, client);
    });
  }

  async function loginWith(
    call: Call,
    provider: Login,
    body: Buffer | null,
    client: LoginClient | null,
  ): Promise<void> {
    const { exchange, place, owner } = call;
    const { req, res, id } = exchange;
    const guest = { id: `guest ${addressBlock(options.addressOf(exchange))}`, isGuest: true };
    const isAnybody = provider.accessOf(req.method ?? '', place.rest) === 'anybody';
    const caller = isAnybody ? null : owner === null ? guest : { id: owner.team.id, isGuest: false };
    const headers = ['X-Request-Id', id, 'Cache-Control', 'no-store', ...call.headers, ...corsHeaders(req)];
    for (let index = 0; index < headers.length; index += 2)
      res.setHeader(headers[index] ?? '', headers[index + 1] ?? '');
    const operation = mocks.operationAt(place.service, place.version, req.method ?? '', place.rest);
    const refusal = await provider.answer({ exchange, path: place.rest, body }, client, caller);
    if (refusal !== null) return refuse(call, refusal);
    log(call, { ...PLAIN, operation, status: res.statusCode });
  }

  /** Whether the spec of the operation asks for no credentials, or for optional ones. */
  function mayCallWithoutKey({ exchange: { req }, place }: Call): boolean {
    const operation = mocks.operationAt(place.service, place.version, req.method ?? 'GET', place.rest);
    return operation !== null && credentialNeed(operation) !== 'required';
  }

  /** @param limit bytes */
  async function withBody(
    call: Call,
    limit: number,
    answerWith: (body: Buffer | null) => Promise<void>,
  ): Promise<void> {
    const { req } = call.exchange;
    if (hasBody(req)) {
      const encoding = req.headers['content-encoding'];
      if (encoding !== undefined && encoding !== 'identity') {
        return refuse(call, {
          id: 'media-type-unsupported',
          detail: { id: 'sandbox.request.compressed' },
          headers: { 'Accept-Encoding': 'identity' },
        });
      }
      const read = await bodies.read(req, limit);
      if (read === 'gone') return log(call, { status: CALLER_GONE, ...PLAIN });
      if (read === 'too-large') return refuse(call, tooLarge(limit));
      if (read === 'busy') return refuse(call, BODIES_BUSY);
      try {
        await answerWith(read.bytes);
      } finally {
        read.release();
      }
    } else await answerWith(null);
  }

  async function mockWith(call: Call, body: Buffer | null): Promise<void> {
    const { exchange, place } = call;
    const { req } = exchange;
    const request: MockRequest = {
      method: req.method ?? 'GET',
      path: place.rest,
      query: exchange.query,
      headers: req.headers,
      body,
    };
    const fault = faultOf(call);
    if (fault?.kind === 'error') {
      const operation = mocks.operationAt(place.service, place.version, request.method, place.rest);
      meet(call, fault);
      return sendFailure(call, { ...PLAIN, operation }, forcedFailure(fault.status ?? 500));
    }
    const world = call.team === null ? worldOfGuest(options.addressOf(exchange)) : worldOfTeam(call.team);
    const language = problems.languageFor(req.headers['accept-language']);
    const caller = { world, requestId: exchange.id, language };
    const answered = mocks.answerWithoutBlocking(place.service, place.version, request, caller);
    const given = answered instanceof Promise ? await answered : answered;
    if (exchange.res.destroyed) return log(call, { status: CALLER_GONE, ...PLAIN });
    if (given.status === 405 && req.method === 'OPTIONS') return sendOptions(call, given);
    // A request that is wrong meets no fault: its answer tells what to correct.
    if (fault === null || given.problem !== null) send(call, given);
    else sendWithFault(call, given, fault);
  }

  /** What goes wrong on purpose with a call of a team; almost no team has such a fault. */
  function faultOf({ owner, exchange: { req }, place }: Call): Fault | null {
    if (owner === null || !faults.has(owner.team.id)) return null;
    const { service, version, rest } = place;
    const operation = mocks.operationAt(service, version, req.method ?? '', rest);
    return faults.find(owner.team.id, { service, version, operationId: operation?.id ?? null });
  }

  /** Counts the call for a fault, and says so in its answer. */
  function meet(call: Call, fault: Fault): void {
    faults.use(fault);
    call.fault = fault;
    call.headers.push(...faultHeader(fault));
  }

  /** @param outcome what the log says beside the failure */
  function sendFailure(call: Call, outcome: Outcome, problem: Problem): void {
    const headers = [...corsHeaders(call.exchange.req), ...call.headers];
    log(call, { ...outcome, problem, status: problems.send(call.exchange, problem, headers) });
  }

  /** The call was carried out; its answer comes late, in part, or not at all. */
  function sendWithFault(call: Call, answer: MockAnswer, fault: Fault): void {
    const { exchange, team } = call;
    const { res } = exchange;
    if (fault.kind === 'latency' || fault.kind === 'timeout') {
      const isHeld = held.hold(team ?? '', delayOf(fault, Math.random), res, (isGone) => {
        if (isGone) log(call, { ...answer, status: CALLER_GONE });
        else if (fault.kind === 'latency') send(call, answer);
        else sendFailure(call, answer, forcedFailure(504));
      });
      if (isHeld) meet(call, fault);
      else send(call, answer);
      return;
    }
    meet(call, fault);
    const { body } = answer;
    if (fault.kind === 'partial-body' && body !== null && exchange.req.method !== 'HEAD') {
      res.writeHead(answer.status, headersOf(call, answer));
      const bytes = Buffer.from(body);
      res.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => res.destroy());
    } else (res.socket as Socket | null)?.resetAndDestroy();
    log(call, answer);
  }

  function send(call: Call, answer: MockAnswer): void {
    const { res } = call.exchange;
    const { problem, status, body } = answer;
    if (problem !== null) {
      sendMockProblem(call, answer, problem);
      return;
    }
    res.writeHead(status, headersOf(call, answer));
    res.end(body ?? undefined);
    log(call, answer);
  }

  /** Headers, names and values in turn, of an answer of the mock that is no problem. */
  function headersOf(call: Call, answer: MockAnswer): string[] {
    const { req, id, correlationId } = call.exchange;
    const { operation, example, fallback, refusal, changedObjects, status, body } = answer;
    const headers = ['X-Request-Id', id, 'Cache-Control', 'no-store'];
    for (const header of call.headers) headers.push(header);
    for (const header of corsHeaders(req)) headers.push(header);
    for (const header of inertHeaders(answer.headers['content-type'])) headers.push(header);
    if (operation !== null) for (const header of lifecycles.get(operation) ?? []) headers.push(header);
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

  function sendMockProblem(call: Call, answer: MockAnswer, problem: Problem): void {
    const { operation } = answer;
    const lifecycle = operation === null ? [] : (lifecycles.get(operation) ?? []);
    const headers = [...corsHeaders(call.exchange.req), ...call.headers, ...lifecycle];
    log(call, { ...answer, status: problems.send(call.exchange, problem, headers) });
  }

  /** What a path takes, for a caller who asks: as good an answer as the service's own would be. */
  function sendOptions(call: Call, answer: MockAnswer): void {
    const allow = answer.headers.allow ?? '';
    const { req, res, id } = call.exchange;
    res.writeHead(204, ['X-Request-Id', id, ...corsHeaders(req), ...call.headers, 'Allow', `${allow}, OPTIONS`]);
    res.end();
    log(call, { ...PLAIN, status: 204 });
  }

  function refuse(call: Call, problem: Problem): void {
    const { exchange } = call;
    const headers = [...corsHeaders(exchange.req), ...call.headers];
    const closes =
      problem.id === 'body-too-large' || problem === BODIES_BUSY || declaresTooMuch(exchange.req, MAX_BODY);
    const status = closes
      ? problems.sendAndClose(exchange, problem, headers)
      : problems.send(exchange, problem, headers);
    log(call, { status, ...PLAIN, problem });
  }

  function log(
    call: Call,
    {
      status,
      operation,
      example,
      fallback,
      refusal,
      changedObjects,
      problem,
      violations,
    }: Outcome & { status: number },
  ): void {
    const { exchange, place, owner, team, fault } = call;
    const durationMs = performance.now() - call.startedAt;
    const { service, version } = countable.has(place.name) ? place : NO_PLACE;
    options.onCall(service, status, durationMs);
    if (team === null) return;
    activity.record({
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

  return (exchange) => {
    const call: Call = {
      exchange,
      place: placeOf(exchange.path),
      at: Date.now(),
      startedAt: performance.now(),
      owner: null,
      team: null,
      headers: [],
      fault: null,
    };
    answer(call).catch((error: unknown) => {
      options.onTrouble(`Request ${exchange.id} could not be answered`, error);
      refuse(call, internalError(exchange.id));
    });
  };
}

/** Whether the caller wants an example of the spec, such as a failure that is hard to bring about. */
function asksForExample({ headers }: IncomingMessage): boolean {
  return headers.prefer !== undefined || headers['x-sandbox-scenario'] !== undefined;
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
