import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { PrivateAddressError, type Targets } from './target.ts';

/** What came of one attempt to deliver a message. */
export interface Attempt {
  /** Milliseconds since 1970. */
  at: number;
  /** Status of the answer; `null` where there was none. */
  status: number | null;
  /** Why there was no answer; `null` where there was one. */
  error: AttemptError | null;
  /** The beginning of the answer's body. */
  response: string;
  durationMs: number;
}

export type AttemptError = 'timed-out' | 'private-address' | 'name-not-found' | 'refused' | 'tls' | 'reset';

const MAX_RESPONSE = 1000;

export interface Sent {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/**
 * Posts a message once. Redirects are not followed, and the address is checked when it is connected to, so that no name leads
 * to another network than it did a moment ago. Never throws.
 * @param timeout milliseconds for the whole exchange
 */
export function post({ url, headers, body }: Sent, targets: Targets, timeout: number): Promise<Attempt> {
  const at = Date.now();
  const started = performance.now();
  const outcome = { status: null as number | null, error: null as AttemptError | null, response: '' };
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      request?.destroy();
      resolve({ at, ...outcome, durationMs: Math.round(performance.now() - started) });
    };
    const timer = setTimeout(() => {
      // An answer that began in time counts; only its end is not waited for.
      if (outcome.status === null) outcome.error = 'timed-out';
      finish();
    }, timeout);
    let request: ClientRequest | null = null;
    if (targets.faultOf(url) !== null) {
      outcome.error = 'private-address';
      finish();
      return;
    }
    const send = url.startsWith('https:') ? httpsRequest : httpRequest;
    request = send(url, { method: 'POST', agent: false, lookup: targets.lookup, headers: withLength(headers, body) });
    request.on('response', (response: IncomingMessage) => {
      outcome.status = response.statusCode ?? null;
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        outcome.response = (outcome.response + text).slice(0, MAX_RESPONSE);
        if (outcome.response.length === MAX_RESPONSE) finish();
      });
      response.on('close', finish);
    });
    request.on('error', (error) => {
      if (outcome.status === null) outcome.error ??= errorOf(error);
      finish();
    });
    request.end(body);
  });
}

function withLength(headers: Record<string, string>, body: string): Record<string, string | number> {
  return { ...headers, 'Content-Length': Buffer.byteLength(body), Connection: 'close' };
}

function errorOf(error: NodeJS.ErrnoException): AttemptError {
  if (error instanceof PrivateAddressError) return 'private-address';
  const code = error.code ?? '';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'name-not-found';
  if (code === 'ECONNREFUSED') return 'refused';
  if (/^(ERR_TLS|ERR_SSL|CERT|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED|EPROTO)/.test(code)) return 'tls';
  return 'reset';
}
