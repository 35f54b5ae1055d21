import { type MockEngine, type MockRequest, worldOfGuest, worldOfTeam } from '@dpi/mocks';
import type { Catalogue, Operation, Service } from '@dpi/specs/model';
import type { Problem } from '@dpi/specs/problem';
import { credentialNeed } from '@dpi/specs/security';
import { serviceReference } from '@dpi/specs/service-reference';
import type { Activity } from '../activity/index.ts';
import type { Fault, Faults } from '../faults/index.ts';
import type { Login, LoginAccess, LoginClient } from '../login/index.ts';
import type { Upstreams } from '../proxy/index.ts';
import { addressBlock, type Quota } from '../quota/index.ts';
import type { Registry } from '../registry/index.ts';
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
import { Admission } from './admission.ts';
import { inertHeaders } from './answer-headers.ts';
import { asksForExample, CALLER_GONE, type Call, PLAIN } from './call.ts';
import { CallRecorder, type CallRecorderOptions } from './call-recorder.ts';
import { corsHeaders, isPreflight, preflightHeaders } from './cors.ts';
import { checkPath, placeOf } from './place.ts';
import { takeKey } from './presented-key.ts';
import { noSuchService, notSimulated } from './problems.ts';
import { Responses } from './responses.ts';

export interface GatewayOptions extends Pick<CallRecorderOptions, 'onCall'> {
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
  onTrouble: (what: string, error: unknown) => void;
}

/** Answers everything under `/sandbox/`: key, quota, then the mock, a login or the upstream, then the log. */
export class Gateway {
  readonly #options: GatewayOptions;
  readonly #services = new Map<string, Service>();
  /** APIs of the platform itself, with their path: they are described here and answered elsewhere. */
  readonly #platformApis = new Map<string, string>();
  readonly #broken: ReadonlySet<string>;
  readonly #bodies = new BodyReader();
  readonly #admission: Admission;
  readonly #recorder: CallRecorder;
  readonly #responses: Responses;

  constructor(options: GatewayOptions) {
    this.#options = options;
    const { catalogue, upstreams } = options;
    for (const service of catalogue.services) {
      const name = serviceReference(service);
      if (service.servedBy === 'platform') this.#platformApis.set(name, service.basePath);
      else this.#services.set(name, service);
    }
    this.#broken = new Set(catalogue.broken.map(serviceReference));
    const countable = new Set([...this.#services.keys(), ...this.#broken, ...upstreams.names]);
    this.#admission = new Admission(options);
    this.#recorder = new CallRecorder({ ...options, countable });
    this.#responses = new Responses({ ...options, services: catalogue.services, recorder: this.#recorder });
  }

  answer(exchange: Exchange): void {
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
    this.#answer(call).catch((error: unknown) => {
      this.#options.onTrouble(`Request ${exchange.id} could not be answered`, error);
      this.#responses.refuse(call, internalError(exchange.id));
    });
  }

  async #answer(call: Call): Promise<void> {
    const { exchange, place } = call;
    const { req, res, path } = exchange;
    const responses = this.#responses;
    if (isPreflight(req)) {
      res.writeHead(204, ['X-Request-Id', exchange.id, ...preflightHeaders(req)]);
      res.end();
      return;
    }
    const platformPath = this.#platformApis.get(place.name);
    if (platformPath !== undefined)
      return responses.refuse(call, notSimulated(place, this.#options.publicUrl + platformPath));
    const login = this.#loginFor(call);
    const key = takeKey(exchange, () => login?.access === 'anybody' || this.#mayComeWithoutKey(call));
    if (key !== null && typeof key !== 'string') return responses.refuse(call, key);
    if (login?.access === 'anybody' && !asksForExample(req)) return this.#answerAnybody(call, login.provider);
    const refusal = await this.#admission.admit(call, key);
    if (refusal !== null) return responses.refuse(call, refusal);
    if (declaresTooMuch(req, MAX_BODY)) return responses.refuse(call, tooLarge(MAX_BODY));
    const wrongPath = checkPath(path);
    if (wrongPath !== null) return responses.refuse(call, wrongPath);
    if (this.#options.upstreams.get(place.name) !== undefined) return this.#forward(call);
    if (!this.#services.has(place.name) && !this.#broken.has(place.name))
      return responses.refuse(call, noSuchService(place, [...this.#services.keys()]));
    if (login !== null && !asksForExample(req))
      return this.#withBody(call, SMALL_BODY, (body) => this.#logIn(call, login.provider, body, null));
    return this.#withBody(call, MAX_BODY, (body) => this.#mock(call, body));
  }

  /** To an agency's own server. */
  async #forward(call: Call): Promise<void> {
    const { exchange, place, owner } = call;
    const { upstreams, addressOf } = this.#options;
    const caller = owner === null ? { address: addressOf(exchange) } : { team: owner.team.id };
    const headers = [
      'Cache-Control',
      'no-store',
      ...corsHeaders(exchange.req),
      ...inertHeaders(undefined),
      ...call.headers,
      ...this.#responses.lifecycle(this.#services.get(place.name)),
    ];
    const outcome = await upstreams.get(place.name)?.forward(exchange, caller, place.rest, headers);
    if (outcome !== undefined) this.#recorder.record(call, { ...PLAIN, ...outcome });
  }

  /** The provider that answers a call, and whom; `null` where there is none. */
  #loginFor({ exchange: { req }, place }: Call): { provider: Login; access: LoginAccess } | null {
    const { logins, upstreams } = this.#options;
    const provider = logins.get(place.name);
    // An agency's own server goes before the provider.
    if (provider === undefined || upstreams.get(place.name) !== undefined) return null;
    const access = provider.accessOf(req.method ?? '', place.rest);
    return access === null ? null : { provider, access };
  }

  /** Of apps and browsers at a login, which have no key. */
  async #answerAnybody(call: Call, provider: Login): Promise<void> {
    await this.#withBody(call, SMALL_BODY, async (body) => {
      const client = provider.clientOf({ exchange: call.exchange, path: call.place.rest, body });
      const owned = client === null ? undefined : await this.#options.registry.findTeam(client.owner);
      const refusal = this.#admission.admitToLogin(call, owned);
      if (refusal !== null) return this.#responses.refuse(call, refusal);
      await this.#logIn(call, provider, body, client);
    });
  }

  async #logIn(call: Call, provider: Login, body: Buffer | null, client: LoginClient | null): Promise<void> {
    const { exchange, place, owner } = call;
    const { req, res, id } = exchange;
    const guest = { id: `guest ${addressBlock(this.#options.addressOf(exchange))}`, isGuest: true };
    const isAnybody = provider.accessOf(req.method ?? '', place.rest) === 'anybody';
    const caller = isAnybody ? null : owner === null ? guest : { id: owner.team.id, isGuest: false };
    const headers = ['X-Request-Id', id, 'Cache-Control', 'no-store', ...call.headers, ...corsHeaders(req)];
    for (let index = 0; index < headers.length; index += 2)
      res.setHeader(headers[index] ?? '', headers[index + 1] ?? '');
    const operation = this.#operationOf(call);
    const refusal = await provider.answer({ exchange, path: place.rest, body }, client, caller);
    if (refusal !== null) return this.#responses.refuse(call, refusal);
    this.#recorder.record(call, { ...PLAIN, operation, status: res.statusCode });
  }

  async #mock(call: Call, body: Buffer | null): Promise<void> {
    const { exchange, place } = call;
    const { mocks, problems, addressOf } = this.#options;
    const { req } = exchange;
    const fault = this.#faultOf(call);
    if (fault?.kind === 'error') return this.#responses.sendForced(call, this.#operationOf(call), fault);
    const request: MockRequest = {
      method: req.method ?? 'GET',
      path: place.rest,
      query: exchange.query,
      headers: req.headers,
      body,
    };
    const world = call.team === null ? worldOfGuest(addressOf(exchange)) : worldOfTeam(call.team);
    const language = problems.languageFor(req.headers['accept-language']);
    const writeProblem = (problem: Problem) => problems.document(exchange, problem);
    const caller = { world, requestId: exchange.id, language, writeProblem };
    const answered = mocks.answerWithoutBlocking(place.service, place.version, request, caller);
    const given = answered instanceof Promise ? await answered : answered;
    if (exchange.res.destroyed) return this.#recorder.record(call, { status: CALLER_GONE, ...PLAIN });
    if (given.status === 405 && req.method === 'OPTIONS') return this.#responses.sendOptions(call, given);
    // A request that is wrong meets no fault: its answer tells what to correct.
    if (fault === null || given.problem !== null) this.#responses.send(call, given);
    else this.#responses.sendWithFault(call, given, fault);
  }

  /** What goes wrong on purpose with a call of a team; almost no team has such a fault. */
  #faultOf(call: Call): Fault | null {
    const { owner, place } = call;
    const { faults } = this.#options;
    if (owner === null || !faults.has(owner.team.id)) return null;
    const { service, version } = place;
    return faults.find(owner.team.id, { service, version, operationId: this.#operationOf(call)?.id ?? null });
  }

  #operationOf({ exchange: { req }, place }: Call): Operation | null {
    return this.#options.mocks.operationAt(place.service, place.version, req.method ?? '', place.rest);
  }

  /** Whether the spec of the operation asks for no credentials, or for optional ones. */
  #mayComeWithoutKey(call: Call): boolean {
    const operation = this.#operationOf(call);
    return operation !== null && credentialNeed(operation) !== 'required';
  }

  /** @param limit bytes */
  async #withBody(call: Call, limit: number, answerWith: (body: Buffer | null) => Promise<void>): Promise<void> {
    const { req } = call.exchange;
    if (!hasBody(req)) return answerWith(null);
    const encoding = req.headers['content-encoding'];
    if (encoding !== undefined && encoding !== 'identity') {
      return this.#responses.refuse(call, {
        id: 'media-type-unsupported',
        detail: { id: 'sandbox.request.compressed' },
        headers: { 'Accept-Encoding': 'identity' },
      });
    }
    const read = await this.#bodies.read(req, limit);
    if (read === 'gone') return this.#recorder.record(call, { status: CALLER_GONE, ...PLAIN });
    if (read === 'too-large') return this.#responses.refuse(call, tooLarge(limit));
    if (read === 'busy') return this.#responses.refuse(call, BODIES_BUSY);
    try {
      await answerWith(read.bytes);
    } finally {
      read.release();
    }
  }
}
