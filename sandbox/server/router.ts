import type { IncomingMessage, ServerResponse } from 'node:http';
import type { MakeProblem } from '@dpi/specs';
import type { Downloads } from '../pages/downloads.ts';
import type { Portal } from '../pages/portal.ts';
import { SECURITY_TXT } from '../pages/security-txt.ts';
import type { Shortcuts } from '../pages/shortcuts.ts';
import { correlationId } from './correlation-id.ts';
import type { Exchange, Refusal } from './exchange.ts';
import type { Metrics } from './metrics.ts';
import { bearerToken, type Organisers } from './organisers.ts';
import { declaresTooMuch, TOO_LARGE } from './read-body.ts';
import { readRequest } from './read-request.ts';
import { requestId } from './request-id.ts';
import { problemOf, sendProblem, sendProblemAndClose } from './send-problem.ts';
import { sendRedirect } from './send-redirect.ts';

export interface RouterOptions {
  gateway: (exchange: Exchange) => void;
  control: (req: IncomingMessage, res: ServerResponse) => void;
  downloads: () => Downloads;
  shortcuts: () => Shortcuts;
  /** The text of `security.txt` now; `null` where nobody has said who receives reports. */
  securityTxt: () => string | null;
  portal: Portal;
  /** `null` where another port serves them. */
  metrics: Metrics | null;
  organisers: Organisers;
  isClosing: () => boolean;
  /** Whether changes can be kept. */
  isWritable: () => boolean;
  makeProblem: MakeProblem;
  onTrouble: (what: string, error: unknown) => void;
}

/** Sends every request to the part of the platform that answers for its path. */
export function createRouter(options: RouterOptions): (req: IncomingMessage, res: ServerResponse) => void {
  const { gateway, control, downloads, shortcuts, portal, metrics, makeProblem } = options;
  const refuse = (exchange: Exchange, refusal: Refusal) =>
    sendProblem(exchange, problemOf(makeProblem, refusal, exchange.id), refusal.headers);

  async function pages(exchange: Exchange): Promise<void> {
    const { req, path } = exchange;
    if (metrics !== null && path === '/metrics') {
      const token = bearerToken(req.headers.authorization ?? '');
      const judged = token !== null && options.organisers.judge(req, token);
      if (judged !== true) return refuse(exchange, judged === false ? METRICS_ARE_PRIVATE : judged);
      return sendText(exchange, 200, await metrics.text(), metrics.contentType);
    }
    if (req.method !== 'GET' && req.method !== 'HEAD') return refuse(exchange, READ_ONLY);
    const contact = path === SECURITY_TXT ? options.securityTxt() : null;
    if (contact !== null) return sendText(exchange, 200, contact);
    const page = shortcuts()(path);
    if (page !== null) return sendToPage(exchange, page);
    if (!(await downloads().handle(exchange))) await portal.handle(exchange);
  }

  return (req, res) => {
    const id = requestId(req.headers['x-request-id']);
    const correlation = correlationId(req.headers['x-correlation-id']);
    if (correlation !== null) res.setHeader('X-Correlation-Id', correlation);
    const target = readRequest(req);
    if ('problem' in target) {
      // Two servers may disagree about where such a request ends: nothing behind it is read.
      return refuse({ req, res, id, correlationId: correlation, path: '', query: '' }, withConnectionClosed(target));
    }
    const { path, query } = target;
    const exchange: Exchange = { req, res, id, correlationId: correlation, path, query };

    const page = isNavigation(req) && /^\/(sandbox|api)(\/|$)/.test(path) ? shortcuts()(path) : null;
    if (page !== null) return sendToPage(exchange, page);
    if (path.startsWith('/sandbox/') || path === '/sandbox') return gateway(exchange);
    if (path.startsWith('/api/v1/') || path === '/api/v1') {
      if (declaresTooMuch(req)) return sendProblemAndClose(exchange, problemOf(makeProblem, TOO_LARGE, id));
      res.setHeader('X-Request-Id', id);
      req.url = query === '' ? path : `${path}?${query}`;
      return control(req, res);
    }
    if (path === '/readyz') {
      if (options.isClosing()) return refuse(exchange, SHUTTING_DOWN);
      if (!options.isWritable()) return refuse(exchange, READ_ONLY_STORAGE);
    }
    if (path === '/livez' || path === '/readyz') return sendText(exchange, 200, 'ok\n');
    if (req.method === 'OPTIONS') return sendOptions(exchange);
    pages(exchange).catch((error: unknown) => {
      options.onTrouble(`Request ${id} could not be answered`, error);
      refuse(exchange, {
        problem: 'internal-error',
        detail: `Something went wrong on our side, not yours. Tell an organiser the request id ${id}.`,
      });
    });
  };
}

const SHUTTING_DOWN: Refusal = {
  problem: 'shutting-down',
  detail: 'The platform is being restarted. Try again in a few seconds.',
  headers: ['Retry-After', '5'],
};

const READ_ONLY_STORAGE: Refusal = {
  problem: 'storage-unavailable',
  detail:
    'The data folder cannot be written. Keys that exist work; teams and keys cannot be made or changed until it can.',
  headers: ['Retry-After', '5'],
};

const READ_ONLY: Refusal = {
  problem: 'method-not-allowed',
  detail: 'Pages can only be read, with GET or HEAD. Calls go to /sandbox/… and /api/v1/….',
  headers: ['Allow', 'GET, HEAD, OPTIONS'],
};

const METRICS_ARE_PRIVATE: Refusal = {
  problem: 'sign-in-required',
  detail: 'Metrics are for organisers: send the admin token as "Authorization: Bearer …", or set METRICS_PORT.',
  headers: ['WWW-Authenticate', 'Bearer'],
};

function withConnectionClosed(refusal: Refusal): Refusal {
  return { ...refusal, headers: [...(refusal.headers ?? []), 'Connection', 'close'] };
}

function sendText({ req, res, id }: Exchange, status: number, text: string, type = 'text/plain; charset=utf-8'): void {
  res.writeHead(status, [
    'X-Request-Id',
    id,
    'Content-Type',
    type,
    'Content-Length',
    String(Buffer.byteLength(text)),
    'Cache-Control',
    'no-store',
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
