import { randomUUID } from 'node:crypto';
import { StoreError } from '@dpi/mocks';
import { ProblemError } from '@dpi/specs/problem';
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import { FixedWindow } from '../quota/index.ts';
import { RegistryWriteError } from '../registry/index.ts';
import { correlationId } from '../server/correlation-id.ts';
import { callerOf } from './caller.ts';
import { jsonBody } from './json-body.ts';
import type { ControlOptions } from './options.ts';
import { problemOf } from './problem-of.ts';
import type { Answer, Call, Route, Services } from './route.ts';
import { routes } from './routes/index.ts';

export type { ControlOptions } from './options.ts';

/**
 * The control API: events, teams, sessions, keys, usage. An Express application to be mounted at `/api/v1`; every error
 * is a problem document. Specified in `specs/services/sandbox/v1/openapi.yaml`.
 */
export function createControl(options: ControlOptions): Express {
  const services: Services = {
    addressOf: (request) => request.socket.remoteAddress ?? 'unknown',
    ...options,
    joins: new FixedWindow(60_000),
  };
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');

  app.use(commonHeaders);
  for (const [path, onPath] of Map.groupBy(routes, ({ path }) => path)) {
    const allowed = onPath.flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]));
    const at = app.route(path.replace(/\{(\w+)\}/g, ':$1'));
    for (const route of onPath) at[route.method](jsonBody, handlerOf(route, services));
    at.options(preflight(allowed)).all(methodNotAllowed(allowed));
  }
  app.use((request: Request) => {
    const [path = ''] = request.originalUrl.split('?');
    const url = `${options.config.publicUrl}/catalogue/sandbox/v1/`;
    throw new ProblemError('not-found', { id: 'control.no-path', values: { path, url } });
  });
  app.use(problemAnswer(services));
  return app;
}

/** Any page may call with a bearer token; no page but ours can use the cookie, because credentials are not allowed. */
const commonHeaders: RequestHandler = ({ headers }, response, next) => {
  if (!response.hasHeader('X-Request-Id')) response.setHeader('X-Request-Id', randomUUID());
  const correlation = correlationId(headers['x-correlation-id']);
  if (correlation !== null) response.setHeader('X-Correlation-Id', correlation);
  response.set({
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers': 'X-Request-Id, X-Correlation-Id, RateLimit, RateLimit-Policy, Retry-After',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  next();
};

function handlerOf(route: Route, services: Services): RequestHandler<Record<string, string>> {
  return async (request, response) => {
    const caller = route.access === 'public' ? null : await callerOf(request, services);
    if (route.access === 'organiser' && caller?.kind === 'team') {
      const values = { team: caller.team.name };
      throw new ProblemError('organiser-only', { id: 'control.signing-in.organiser-only', values });
    }
    const { params, query, body } = request;
    const call = { caller, params, query, body, request } as Call<Route['access']>;
    const answer: Answer = await route.handle(call, services);
    response.status(answer.status).set(answer.headers ?? {});
    if (answer.body === undefined) response.end();
    else sendJson(response, answer.body);
  };
}

function preflight(allowed: string[]): RequestHandler {
  return (_request, response) => {
    response.status(204).set({
      Allow: [...allowed, 'OPTIONS'].join(', '),
      'Access-Control-Allow-Methods': allowed.join(', '),
      'Access-Control-Allow-Headers': 'Authorization, Content-Type, X-Correlation-Id',
      'Access-Control-Max-Age': '86400',
    });
    response.end();
  };
}

function methodNotAllowed(allowed: string[]): RequestHandler {
  const allow = [...allowed, 'OPTIONS'].join(', ');
  return (request) => {
    const detail = { id: 'control.method', values: { allowed: allow, method: request.method } };
    throw new ProblemError('method-not-allowed', detail, { headers: { Allow: allow } });
  };
}

function problemAnswer({ problems, onTrouble }: Services): ErrorRequestHandler {
  return (error, req, res, _next) => {
    const known = problemOf(error);
    if (known === null || error instanceof RegistryWriteError || error instanceof StoreError)
      onTrouble('The control API failed', error);
    const id = String(res.getHeader('X-Request-Id'));
    problems.send({ req, res, id }, known ?? new ProblemError('internal-error', { id: 'control.failed' }));
  };
}

/** Without the `charset` that Express adds: JSON is UTF-8 (RFC 8259), and the type has no such parameter. */
function sendJson(response: Response, body: object): void {
  const text = JSON.stringify(body);
  response.setHeader('Content-Type', 'application/json');
  response.setHeader('Content-Length', Buffer.byteLength(text));
  response.end(text);
}
