import { createHash, hash } from 'node:crypto';
import type { Forwarded } from '../world/index.ts';
import type { MockRequest } from './mock-service.ts';

/** Headers that end at whoever forwards a request: those of the connection (RFC 9110, 7.6.1), and credentials for this server. */
const NOT_FORWARDED = new Set([
  'connection',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'server',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'user-agent',
  'x-api-key',
]);

/** A request as another service gets it: method, query and body are as they were sent. */
export function forwardedRequest({ method, query, headers, body }: MockRequest, path: string): MockRequest {
  const passedOn = Object.entries(headers).filter(([name]) => !NOT_FORWARDED.has(name));
  return { method, path, query, headers: Object.fromEntries(passedOn), body };
}

/**
 * What identifies a request and its answer, for receipts.
 * @param answered `null` where the answer has no body
 */
export function digestsOf(
  sent: MockRequest,
  answered: string | Buffer | null,
): Pick<Forwarded, 'requestDigest' | 'responseDigest' | 'requestHash'> {
  return {
    requestDigest: hash('sha256', sent.body ?? ''),
    responseDigest: hash('sha256', answered ?? ''),
    requestHash: requestHash(sent),
  };
}

/** SHA512(SHA512(headers)+SHA512(body)), or where there is no body, SHA512(headers), with the request line before the headers. */
function requestHash({ method, path, query, headers, body }: MockRequest): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${[value].flat().join(',')}\r\n`);
  const target = query === '' ? path : `${path}?${query}`;
  const head = sha512(`${method} ${target} HTTP/1.1\r\n${lines.join('')}`);
  if (body === null || body.length === 0) return head.toString('base64');
  return sha512(Buffer.concat([head, sha512(body)])).toString('base64');
}

function sha512(data: string | Buffer): Buffer {
  return createHash('sha512').update(data).digest();
}
