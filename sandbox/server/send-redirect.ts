import type { Exchange } from './exchange.ts';

/**
 * Sends a caller to another path, with the query that was sent.
 * @param headers names and values in turn
 */
export function sendRedirect({ res, id, query }: Exchange, status: 301 | 302, path: string, headers: string[]): void {
  const location = query === '' ? path : `${path}?${query}`;
  res.writeHead(status, ['X-Request-Id', id, 'Location', location, 'Content-Length', '0', ...headers]);
  res.end();
}
