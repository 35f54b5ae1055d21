import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';

/** A request whose body was read already, as one whose body is still to be read. */
export interface ReplayedRequest extends IncomingMessage {
  /** As it came; `url` is what is left of it below the place where it is answered. */
  originalUrl: string;
}

/**
 * Lets another HTTP framework read a request again.
 * @param url path below the mount point, with the query
 * @param base where the framework is mounted, such as `https://portal.example/sandbox/a/v1`: what it takes for its own address
 */
export function replayedRequest(req: IncomingMessage, body: Buffer | null, url: string, base: URL): ReplayedRequest {
  const { method, httpVersion, httpVersionMajor, httpVersionMinor, rawHeaders, socket } = req;
  // Whoever asks does not say what we are called.
  const headers = {
    ...req.headers,
    host: base.host,
    'x-forwarded-host': base.host,
    'x-forwarded-proto': base.protocol.slice(0, -1),
  };
  return Object.assign(Readable.from(body === null ? [] : [body]), {
    ...{ method, httpVersion, httpVersionMajor, httpVersionMinor, rawHeaders, socket },
    ...{ headers, url, originalUrl: base.pathname + url },
  }) as unknown as ReplayedRequest;
}
