import { type ClientRequest, Agent as HttpAgent, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Problem } from '@dpi/specs/problem';
import type { Message } from '@dpi/specs/texts';
import { createProxyMiddleware } from 'http-proxy-middleware';
import { CALLER_HEADER, type Caller, type CallerTokens } from '../caller/index.ts';
import type { Exchange } from '../server/exchange.ts';
import { MAX_BODY, tooLarge } from '../server/read-body.ts';
import type { ProblemSender } from '../server/send-problem.ts';
import { stripRequest } from './strip-request.ts';
import { sandboxLocation, stripResponse } from './strip-response.ts';

/** Milliseconds an upstream has to begin its answer, and may be silent in the middle of it. */
const UPSTREAM_TIMEOUT = 30_000;
/** Milliseconds an unused connection is kept: less than servers usually keep theirs, so that none is used as it closes. */
const IDLE_TIMEOUT = 4000;

/** The servers that answer in place of the mocks. */
export interface Upstreams {
  /** @param service as `<id>/<version>` */
  get(service: string): Upstream | undefined;
  /** Services that have one. */
  names: string[];
  close(): void;
}

export interface Upstream {
  /**
   * Passes a request on, with a signed header that says who is calling, and its answer back.
   * @param rest what follows the service's version in the path
   * @param headers names and values in turn, for the answer
   * @returns what became of it, as soon as the answer is written or the caller is gone
   */
  forward(exchange: Exchange, caller: Caller, rest: string, headers: string[]): Promise<Forwarded>;
}

export interface Forwarded {
  /** 499 when the caller was gone before there was an answer. */
  status: number;
  /** What the gateway answered where the upstream did not. */
  problem: Problem | null;
}

/** Why a request was given up on our side. */
type Failure = 'timeout' | 'too-large' | 'switching-protocols';

/** One request on its way. */
interface Passage {
  exchange: Exchange;
  upstreamRequest: ClientRequest | null;
  failure: Failure | null;
  problem: Problem | null;
  timer: NodeJS.Timeout;
}

/** @param targets base URL by service, as `<id>/<version>` */
export function createUpstreams(
  targets: Map<string, URL>,
  callers: CallerTokens,
  problems: ProblemSender,
  timeout: number = UPSTREAM_TIMEOUT,
): Upstreams {
  const pool = { keepAlive: true, maxSockets: 256, maxFreeSockets: 32, timeout: IDLE_TIMEOUT };
  const agents = { 'http:': new HttpAgent(pool), 'https:': new HttpsAgent(pool) };
  const upstreams = new Map<string, Upstream>();
  for (const [service, base] of targets) {
    const agent = base.protocol === 'https:' ? agents['https:'] : agents['http:'];
    upstreams.set(service, createUpstream(service, base, agent, callers, problems, timeout));
  }
  return {
    get: (service) => upstreams.get(service),
    names: [...upstreams.keys()],
    close() {
      agents['http:'].destroy();
      agents['https:'].destroy();
    },
  };
}

function createUpstream(
  service: string,
  base: URL,
  agent: HttpAgent,
  callers: CallerTokens,
  problems: ProblemSender,
  timeout: number,
): Upstream {
  const passages = new WeakMap<IncomingMessage, Passage>();

  const proxy = createProxyMiddleware({
    target: base.href,
    agent,
    changeOrigin: true,
    proxyTimeout: timeout,
    on: {
      proxyReq(upstreamRequest, req) {
        const passage = passages.get(req);
        if (passage === undefined) return;
        passage.upstreamRequest = upstreamRequest;
        // Nobody asked for another protocol: `Upgrade` is not passed on.
        upstreamRequest.on('upgrade', (_response, socket) => {
          socket.destroy();
          abandon(passage, 'switching-protocols');
        });
        let size = 0;
        req.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > MAX_BODY) abandon(passage, 'too-large');
        });
      },
      proxyRes(upstreamResponse, req) {
        const passage = passages.get(req);
        clearTimeout(passage?.timer);
        stripResponse(upstreamResponse.headers);
        if (passage?.exchange.correlationId != null) delete upstreamResponse.headers['x-correlation-id'];
        const { location } = upstreamResponse.headers;
        if (location !== undefined) {
          upstreamResponse.headers.location = sandboxLocation(location, base, `/sandbox/${service}`);
        }
      },
      error(error, req) {
        const passage = passages.get(req);
        if (passage !== undefined) fail(passage, error);
      },
    },
  });

  function abandon(passage: Passage, failure: Failure): void {
    passage.failure ??= failure;
    const error = new Error(failure);
    passage.upstreamRequest?.destroy(error);
    fail(passage, error);
  }

  function fail(passage: Passage, error: NodeJS.ErrnoException): void {
    const { exchange, failure } = passage;
    if (passage.problem !== null || exchange.res.destroyed) return;
    passage.problem = problemOf(service, failure, error);
    if (failure === 'too-large') problems.sendAndClose(exchange, passage.problem);
    else problems.send(exchange, passage.problem);
  }

  return {
    forward(exchange, caller, rest, headers) {
      const { req, res, id, query } = exchange;
      stripRequest(req.headers);
      req.headers['x-request-id'] = id;
      req.headers[CALLER_HEADER] = callers.tokenFor(caller, service);
      const path = rest === '' ? '/' : rest;
      req.url = query === '' ? path : `${path}?${query}`;
      res.setHeader('X-Request-Id', id);
      for (let at = 0; at + 1 < headers.length; at += 2) res.setHeader(headers[at] ?? '', headers[at + 1] ?? '');

      const passage: Passage = {
        exchange,
        upstreamRequest: null,
        failure: null,
        problem: null,
        // `proxyTimeout` begins when the connection stands; this one also covers a host that never answers at all.
        timer: setTimeout(() => abandon(passage, 'timeout'), timeout),
      };
      passages.set(req, passage);
      return new Promise((resolve) => {
        res.once('close', () => {
          clearTimeout(passage.timer);
          resolve({ status: res.headersSent ? res.statusCode : 499, problem: passage.problem });
        });
        proxy(req, res).catch((error: Error) => fail(passage, error));
      });
    },
  };
}

function problemOf(service: string, failure: Failure | null, { code }: NodeJS.ErrnoException): Problem {
  if (failure === 'too-large') return tooLarge(MAX_BODY);
  const said = (reason: string): Message => ({
    id: `sandbox.upstream.${reason}`,
    values: { service, code: code ?? '' },
  });
  const again = { 'Retry-After': '60' };
  if (failure === 'timeout') return { id: 'upstream-timeout', detail: said('timeout'), headers: again };
  if (failure === 'switching-protocols') return { id: 'upstream-unreachable', detail: said('switched') };
  const detail = said(code === undefined ? 'connection-lost' : 'unreachable');
  return { id: 'upstream-unreachable', detail, headers: again };
}
