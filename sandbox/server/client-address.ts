import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/**
 * The address a request comes from. The socket says it; `X-Forwarded-For` is anybody's claim, unless proxies of ours
 * stand in front: each adds one entry at the end, so with two of them the caller's address is the last but one.
 * @param trustProxy how many proxies of ours there are
 */
export function clientAddress(req: IncomingMessage, trustProxy: number): string {
  const socket = req.socket.remoteAddress ?? 'unknown';
  if (trustProxy === 0) return socket;
  const forwarded = [req.headers['x-forwarded-for']].flat().join(',').split(',');
  const claimed = forwarded.at(-trustProxy)?.trim() ?? '';
  return isIP(claimed) === 0 ? socket : claimed;
}
