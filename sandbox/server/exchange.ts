import type { IncomingMessage, ServerResponse } from 'node:http';

/** One request whose outside is in order, and the answer to it. */
export interface Exchange {
  req: IncomingMessage;
  res: ServerResponse;
  /** Goes out as `X-Request-Id`. */
  id: string;
  /** Comes back as `X-Correlation-Id`; `null` where the caller sent none. */
  correlationId: string | null;
  /** As sent: percent-encoded, begins with `/`. */
  path: string;
  /** Without `?`; empty where there is none. */
  query: string;
}
