import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Problem } from '@dpi/specs/problem';
import type { MessageValues } from '@dpi/specs/texts';
import { declaresTooMuch, MAX_BODY } from './read-body.ts';
import { MAX_URL } from './read-request.ts';
import { requestId } from './request-id.ts';
import type { ProblemSender } from './send-problem.ts';

/** Milliseconds for the whole header, for the whole request, and until an idle connection is closed. */
const HEADERS_TIMEOUT = 10_000;
const REQUEST_TIMEOUT = 30_000;
const KEEP_ALIVE_TIMEOUT = 65_000;
/** Milliseconds until a connection on which nothing moves is closed, such as that of a caller who does not read. */
const SILENCE_TIMEOUT = 120_000;
/** Milliseconds that a connection which has sent nothing yet has for its request once the server stops. */
const FIRST_REQUEST_TIMEOUT = 500;
/**
 * One year, the least that OWASP ASVS 5.0 asks for (3.4.1): a browser that comes once a year is still protected. Hosts below
 * ours are part of the platform and included. No preload: that is for the owner of the whole domain to ask for.
 */
const STRICT_TRANSPORT = 'max-age=31536000; includeSubDomains';
/** Bytes of request line and headers. */
const MAX_HEADERS = 16 * 1024;

export interface Timeouts {
  headers?: number;
  request?: number;
}

export interface HttpServer {
  server: Server;
  /** From now on every answer says `Connection: close`, so that callers go elsewhere with their next request. */
  drain(): void;
  /** Stops listening, lets answers under way finish, and cuts off what is left after `timeout` milliseconds. */
  stop(timeout: number): Promise<void>;
}

/**
 * An HTTP server for callers that cannot be trusted: what is not HTTP gets a problem document too, slow senders are cut
 * off, and a proxy's tunnels are refused.
 * @param publicUrl where callers reach it; with `https:` every answer keeps browsers from ever asking without (RFC 6797)
 */
export function createHttpServer(
  handle: (req: IncomingMessage, res: ServerResponse) => void,
  problems: Pick<ProblemSender, 'writeTo'>,
  { headers = HEADERS_TIMEOUT, request = REQUEST_TIMEOUT }: Timeouts = {},
  publicUrl = '',
): HttpServer {
  const isSecure = publicUrl.startsWith('https:');
  /** Every connection, and its last answer. */
  const connections = new Map<Duplex, ServerResponse | null>();
  let draining = false;
  const listen = (req: IncomingMessage, res: ServerResponse) => {
    connections.set(req.socket, res);
    if (draining) res.setHeader('Connection', 'close');
    if (isSecure) res.setHeader('Strict-Transport-Security', STRICT_TRANSPORT);
    handle(req, res);
  };
  const answerUnderWay = (socket: Duplex): ServerResponse | null => {
    const answer = connections.get(socket) ?? null;
    return answer === null || answer.writableFinished ? null : answer;
  };

  const server = createServer(
    {
      headersTimeout: headers,
      requestTimeout: request,
      connectionsCheckingInterval: Math.min(1000, headers),
      keepAliveTimeout: KEEP_ALIVE_TIMEOUT,
      maxHeaderSize: MAX_HEADERS,
      // A missing Host is refused with a problem document, not with Node's empty answer.
      requireHostHeader: false,
    },
    listen,
  );

  server.setTimeout(SILENCE_TIMEOUT);

  // Such as no file left for another connection: it is refused, and those there are go on.
  server.on('error', () => {});
  server.on('connection', (socket) => {
    connections.set(socket, null);
    socket.on('close', () => connections.delete(socket));
  });

  // Without these two, Node answers an Expect header by itself.
  server.on('checkContinue', (req, res) => {
    if (!declaresTooMuch(req, MAX_BODY)) res.writeContinue();
    listen(req, res);
  });
  server.on('checkExpectation', listen);

  server.on('connect', ({ headers }, socket: Duplex) => {
    socket.on('error', () => socket.destroy());
    const problem = {
      id: 'method-not-allowed',
      detail: { id: 'sandbox.request.connect' },
      headers: { Allow: 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS' },
    };
    refuse(socket, problem, headers['accept-language']);
  });

  server.on('clientError', (error: NodeJS.ErrnoException & { rawPacket?: Buffer }, socket: Socket) => {
    // An answer that has begun is broken off: nothing may be written into the middle of it.
    if (error.code === 'ECONNRESET' || !socket.writable || answerUnderWay(socket)?.headersSent === true) {
      socket.destroy();
      return;
    }
    refuse(socket, unreadable(error), acceptedLanguage(error.rawPacket));
  });

  /** Its request may be on the way: a connection closed under it is reset, and the caller cannot know what became of it. */
  const closeUnused = (socket: Duplex) => {
    const timer = setTimeout(() => {
      if (connections.get(socket) === null) socket.destroy();
    }, FIRST_REQUEST_TIMEOUT);
    socket.once('close', () => clearTimeout(timer));
  };

  const refuse = (socket: Duplex, problem: Problem, accepted: string | undefined) => {
    const security = isSecure ? ['Strict-Transport-Security', STRICT_TRANSPORT] : [];
    problems.writeTo(socket, problem, { id: requestId(undefined), accepted }, security);
  };

  return {
    server,
    drain() {
      draining = true;
    },
    stop(timeout) {
      draining = true;
      return new Promise((resolve) => {
        const timer = setTimeout(() => server.closeAllConnections(), timeout);
        server.close(() => {
          clearTimeout(timer);
          resolve();
        });
        // Node closes those that wait for another request; not those that never sent one, nor those whose answer comes.
        for (const [socket, last] of connections) {
          if (last === null) closeUnused(socket);
          else answerUnderWay(socket)?.once('finish', () => socket.end());
        }
      });
    },
  };
}

function unreadable({ code, rawPacket }: NodeJS.ErrnoException & { rawPacket?: Buffer }): Problem {
  const problem = (id: string, reason: string, values: MessageValues = {}): Problem => ({
    id,
    detail: { id: `sandbox.request.${reason}`, values },
  });
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return hasLongFirstLine(rawPacket)
        ? problem('uri-too-long', 'uri-beyond-limit', { limit: MAX_HEADERS })
        : problem('headers-too-large', 'headers-too-large', { limit: MAX_HEADERS });
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return problem('body-too-large', 'chunk-extensions');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return problem('request-timeout', 'not-in-time', {
        header: HEADERS_TIMEOUT / 1000,
        all: REQUEST_TIMEOUT / 1000,
      });
    case 'HPE_INVALID_URL':
      return problem('request-malformed', 'wrong-url-letter');
    default:
      return code?.startsWith('HPE_')
        ? problem('request-malformed', 'not-http-code', { code })
        : problem('request-malformed', 'not-http');
  }
}

/** What the header of a request asks for that the parser gave up on, where it arrived. */
function acceptedLanguage(packet: Buffer | undefined): string | undefined {
  const text = packet?.toString('latin1', 0, MAX_HEADERS) ?? '';
  return /\r\naccept-language:[ \t]*([^\r\n]*)/i.exec(text)?.[1];
}

/** Whether what arrived begins with a first line that is too long already. */
function hasLongFirstLine(packet: Buffer | undefined): boolean {
  if (packet === undefined || !/^[A-Z]+ /.test(packet.toString('latin1', 0, 16))) return false;
  const end = packet.indexOf('\r\n');
  return end === -1 || end > MAX_URL;
}
