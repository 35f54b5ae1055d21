import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Problem } from '@dpi/specs/problem';
import type { CitizenPages } from '../citizen/index.ts';
import { wellKnownPath } from '../gateway/index.ts';
import type { Downloads } from '../pages/downloads.ts';
import type { Portal } from '../pages/portal.ts';
import { SECURITY_TXT } from '../pages/security-txt.ts';
import type { Shortcuts } from '../pages/shortcuts.ts';
import { correlationId } from './correlation-id.ts';
import type { Exchange } from './exchange.ts';
import { internalError } from './internal-error.ts';
import type { Metrics } from './metrics.ts';
import { bearerToken, type Organisers } from './organisers.ts';
import { declaresTooMuch, SMALL_BODY, tooLarge } from './read-body.ts';
import { readRequest } from './read-request.ts';
import { requestId } from './request-id.ts';
import type { ProblemSender } from './send-problem.ts';
import { sendRedirect } from './send-redirect.ts';

export interface RouterOptions {
  gateway: (exchange: Exchange) => void;
  control: (req: IncomingMessage, res: ServerResponse) => void;
  /** Answers agents. */
  mcp: (exchange: Exchange) => Promise<void>;
  downloads: () => Downloads;
  shortcuts: () => Shortcuts;
  citizenPages: () => CitizenPages;
  /** The text of `security.txt` now; `null` where nobody has said who receives reports. */
  securityTxt: () => string | null;
  /** The public keys that sign who is calling, as JSON Web Key Set. */
  callerKeys: () => object;
  portal: Portal;
  /** `null` where another port serves them. */
  metrics: Metrics | null;
  organisers: Organisers;
  isClosing: () => boolean;
  /** Whether changes can be kept. */
  isWritable: () => boolean;
  problems: ProblemSender;
  onTrouble: (what: string, error: unknown) => void;
}

/** Sends every request to the part of the platform that answers for its path. */
export function createRouter(options: RouterOptions): (req: IncomingMessage, res: ServerResponse) => void {
  const { gateway, control, mcp, downloads, shortcuts, portal, metrics, problems } = options;

  async function pages(exchange: Exchange): Promise<void> {
    const { req, path } = exchange;
    if (metrics !== null && path === '/metrics') {
      const token = bearerToken(req.headers.authorization ?? '');
      const judged = token !== null && options.organisers.judge(req, token);
      if (judged !== true) return void problems.send(exchange, judged === false ? METRICS_ARE_PRIVATE : judged);
      return sendText(exchange, 200, await metrics.text(), metrics.contentType);
    }
    if (await options.citizenPages().handle(exchange)) return;
    if (req.method !== 'GET' && req.method !== 'HEAD') return void problems.send(exchange, READ_ONLY);
    const contact = path === SECURITY_TXT ? options.securityTxt() : null;
    if (contact !== null) return sendText(exchange, 200, contact);
    if (path === JWKS) return sendKeys(exchange, JSON.stringify(options.callerKeys()));
    const page = shortcuts()(path);
    if (page !== null) return sendToPage(exchange, page);
    if (!(await downloads().handle(exchange))) await portal.handle(exchange);
  }

  return (req, res) => {
    const id = requestId(req.headers['x-request-id']);
    const correlation = correlationId(req.headers['x-correlation-id']);
    if (correlation !== null) res.setHeader('X-Correlation-Id', correlation);
    const target = readRequest(req);
    if ('id' in target) {
      // Two servers may disagree about where such a request ends: nothing behind it is read.
      return void problems.send({ req, res, id }, target, ['Connection', 'close']);
    }
    const { path, query } = target;
    const exchange: Exchange = { req, res, id, correlationId: correlation, path, query };

    const page = isNavigation(req) && /^\/(sandbox|api)(\/|$)/.test(path) ? shortcuts()(path) : null;
    if (page !== null) return sendToPage(exchange, page);
    const metadata = wellKnownPath(path);
    if (metadata !== null) return gateway({ ...exchange, path: metadata });
    if (path.startsWith('/sandbox/') || path === '/sandbox') return gateway(exchange);
    if (path.startsWith('/api/v1/') || path === '/api/v1') {
      if (declaresTooMuch(req, SMALL_BODY)) return void problems.sendAndClose(exchange, tooLarge(SMALL_BODY));
      res.setHeader('X-Request-Id', id);
      req.url = query === '' ? path : `${path}?${query}`;
      return control(req, res);
    }
    if (path === '/readyz') {
      if (options.isClosing()) return void problems.send(exchange, SHUTTING_DOWN);
      if (!options.isWritable()) return void problems.send(exchange, READ_ONLY_STORAGE);
    }
    if (path === '/livez' || path === '/readyz') return sendText(exchange, 200, 'ok\n');
    if (req.method === 'OPTIONS') return sendOptions(exchange);
    const answer = path === '/mcp' ? mcp : pages;
    answer(exchange).catch((error: unknown) => {
      options.onTrouble(`Request ${id} could not be answered`, error);
      problems.send(exchange, internalError(id));
    });
  };
}

/** Where agencies find the public keys of the platform. */
const JWKS = '/.well-known/jwks.json';

const SHUTTING_DOWN: Problem = {
  id: 'shutting-down',
  detail: { id: 'sandbox.server.shutting-down' },
  headers: { 'Retry-After': '5' },
};

const READ_ONLY_STORAGE: Problem = {
  id: 'storage-unavailable',
  detail: { id: 'sandbox.server.read-only' },
  headers: { 'Retry-After': '5' },
};

const READ_ONLY: Problem = {
  id: 'method-not-allowed',
  detail: { id: 'sandbox.pages.read-only' },
  headers: { Allow: 'GET, HEAD, OPTIONS' },
};

const METRICS_ARE_PRIVATE: Problem = {
  id: 'sign-in-required',
  detail: { id: 'sandbox.server.metrics' },
  headers: { 'WWW-Authenticate': 'Bearer' },
};

/** A new key is published a day before it signs, so that a set may be kept for some minutes. */
function sendKeys(exchange: Exchange, keys: string): void {
  sendText(exchange, 200, keys, 'application/jwk-set+json', 'public, max-age=600');
}

function sendText(
  { req, res, id }: Exchange,
  status: number,
  text: string,
  type = 'text/plain; charset=utf-8',
  caching = 'no-store',
): void {
  res.writeHead(status, [
    'X-Request-Id',
    id,
    'Content-Type',
    type,
    'Content-Length',
    String(Buffer.byteLength(text)),
    'Cache-Control',
    caching,
    'X-Content-Type-Options',
    'nosniff',
  ]);
  res.end(req.method === 'HEAD' ? undefined : text);
}

/** Whether a browser opens a page: programs ask for what they understand, and not for HTML. */
function isNavigation({ method, headers }: IncomingMessage): boolean {
  return (method === 'GET' || method === 'HEAD') && (headers.accept?.includes('text/html') ?? false);
}

/** Not for good: which version of a service is the newest changes. */
function sendToPage(exchange: Exchange, page: string): void {
  sendRedirect(exchange, 302, page, ['Cache-Control', 'no-cache', 'Vary', 'Accept']);
}

function sendOptions({ res, id }: Exchange): void {
  res.writeHead(204, ['X-Request-Id', id, 'Allow', 'GET, HEAD, OPTIONS', 'Access-Control-Allow-Origin', '*']);
  res.end();
}
