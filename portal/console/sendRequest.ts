import { pageLanguage } from '../shell/pageLanguage.ts';
import type { HttpHeader, HttpRequest } from './httpRequest.ts';

/** What came of a call. */
export type CallResult = Answer | Failure;

export interface Answer {
  status: number;
  headers: HttpHeader[];
  body: string;
  /** Bytes of the body as it was read. */
  size: number;
  /** Milliseconds from sending to the last byte. */
  duration: number;
}

export interface Failure {
  failure: 'timeout' | 'offline' | 'unreachable' | 'redirect';
  duration: number;
}

const TIMEOUT = 10_000;

/** Headers a browser sets itself; naming them would be ignored or refused. */
const forbidden = new Set(['cookie', 'host', 'connection', 'content-length']);

/**
 * Sends a request from this page; never throws.
 * @param session whether the session of this browser goes along: a key alone must not do what a session may
 * @param language of the answer's texts, where the request names none
 */
export async function sendRequest(
  request: HttpRequest,
  {
    session = false,
    timeout = TIMEOUT,
    language = pageLanguage(),
  }: { session?: boolean; timeout?: number; language?: string } = {},
): Promise<CallResult> {
  const begin = performance.now();
  const duration = () => Math.round(performance.now() - begin);
  const abort = AbortSignal.timeout(timeout);
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: inLanguage(request.headers, language)
        .filter(({ name }) => !forbidden.has(name.toLowerCase()))
        .map(({ name, value }): [string, string] => [name, value]),
      body: request.body,
      signal: abort,
      credentials: session ? 'same-origin' : 'omit',
      cache: 'no-store',
      redirect: 'manual',
    });
    // A browser shows a page nothing of a redirect, not even where to.
    if (response.type === 'opaqueredirect') return { failure: 'redirect', duration: duration() };
    const body = await response.text();
    return {
      status: response.status,
      headers: [...response.headers].map(([name, value]) => ({ name, value })),
      body,
      size: new TextEncoder().encode(body).length,
      duration: duration(),
    };
  } catch {
    return {
      failure: abort.aborted ? 'timeout' : navigator.onLine === false ? 'offline' : 'unreachable',
      duration: duration(),
    };
  }
}

/** A browser would ask in its own language, and not in that of the page. */
function inLanguage(headers: HttpHeader[], language: string): HttpHeader[] {
  if (language === '' || headers.some(({ name }) => name.toLowerCase() === 'accept-language')) return headers;
  return [...headers, { name: 'Accept-Language', value: language }];
}
