import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { Country } from '@dpi/specs/model';
import type { SearchEntry } from '@dpi/specs/search';
import { createMcpHandler } from '@modelcontextprotocol/server';
import inject from 'light-my-request';
import { DEMO_KEY } from '../gateway/presented-key.ts';
import { KEY_PREFIX } from '../keys/index.ts';
import type { Exchange } from '../server/exchange.ts';
import { bearerToken } from '../server/organisers.ts';
import { declaresTooMuch, SMALL_BODY, tooLarge } from '../server/read-body.ts';
import { isSameOrigin } from '../server/same-origin.ts';
import type { ProblemSender } from '../server/send-problem.ts';
import { serverWithTools, type ToolContext, type ToolRequest } from './tools.ts';

export interface McpOptions {
  country: () => Country;
  /** What fits a text, best first. @param prefix of the language in paths, such as `/bn` */
  search: (text: string, prefix: string) => Promise<SearchEntry[]>;
  /** The whole platform: what a tool asks for goes the way of any request. */
  platform: (req: IncomingMessage, res: ServerResponse) => void;
  problems: ProblemSender;
  publicUrl: string;
}

/**
 * The platform for agents, by the Model Context Protocol over streamable HTTP, without sessions: every request stands alone.
 * Tools search and read the documentation, and call the sandbox with the key of the connection.
 */
export function createMcp(options: McpOptions): (exchange: Exchange) => Promise<void> {
  const { country, search, platform, problems, publicUrl } = options;

  function contextOf({ req }: Exchange): ToolContext {
    const { title, locales } = country();
    const language = problems.languageFor(req.headers['accept-language']);
    const [preferred = language, ...others] = locales.map(({ id }) => id);
    const send = async ({ method, path, headers = {}, body }: ToolRequest) => {
      const response = await inject(platform, {
        method: method as 'GET',
        url: path,
        headers: { 'accept-language': language, ...ownHeaders(headers), ...callerHeaders(req) },
        remoteAddress: req.socket.remoteAddress ?? '',
        ...(body !== undefined && { payload: body }),
      });
      const shown = Object.entries(response.headers).map(([name, value]) => [name, [value].flat().join(', ')]);
      return { status: response.statusCode, headers: Object.fromEntries(shown), body: response.body };
    };
    return {
      title,
      locales: [preferred, ...others],
      say: (id, values) => problems.format({ id: `mcp.${id}`, ...(values && { values }) }, language),
      search,
      async read(path) {
        const { pathname } = new URL(path, publicUrl);
        const { status, body } = await send({ method: 'GET', path: markdownPath(pathname) });
        return status === 200 ? body : null;
      },
      call: send,
    };
  }

  return async (exchange) => {
    const { req, res, path, query } = exchange;
    if (req.headers.origin !== undefined && !isSameOrigin(req.headers, publicUrl))
      return void problems.send(exchange, { id: 'cross-site-request', detail: { id: 'mcp.cross-site' } });
    if (declaresTooMuch(req, SMALL_BODY)) return void problems.sendAndClose(exchange, tooLarge(SMALL_BODY));
    const body = await readBody(req);
    if (body === null) return void problems.sendAndClose(exchange, tooLarge(SMALL_BODY));
    const request = new Request(new URL(query === '' ? path : `${path}?${query}`, publicUrl), {
      method: req.method ?? 'GET',
      headers: Object.entries(req.headers).flatMap(([name, value]) =>
        [value ?? []].flat().map((one): [string, string] => [name, one]),
      ),
      ...(body.length > 0 && { body: new Uint8Array(body) }),
    });
    const handler = createMcpHandler(() => serverWithTools(contextOf(exchange)));
    await sendResponse(exchange, await handler.fetch(request));
    res.on('close', () => void handler.close());
  };
}

/** Who the agent is, for the platform: its key, and the address that proxies say it has. */
function callerHeaders({ headers }: IncomingMessage): Record<string, string> {
  const token = bearerToken(headers.authorization ?? '');
  const key = [headers['x-api-key']].flat()[0] ?? (token?.startsWith(KEY_PREFIX) === true ? token : DEMO_KEY);
  return { 'x-api-key': key, 'x-forwarded-for': [headers['x-forwarded-for']].flat().join(', ') };
}

/** What an agent cannot say of the connection. */
const OF_CONNECTION = new Set(['connection', 'content-length', 'cookie', 'host', 'transfer-encoding', 'upgrade']);

function ownHeaders(headers: Record<string, string>): Record<string, string> {
  const named = Object.entries(headers).map(([name, value]): [string, string] => [name.toLowerCase(), value]);
  return Object.fromEntries(named.filter(([name]) => !OF_CONNECTION.has(name)));
}

/** Pages are read as Markdown; files as they are. */
function markdownPath(path: string): string {
  if (path === '/') return '/index.md';
  return /\.\w+$/.test(path) ? path : `${path.replace(/\/$/, '')}.md`;
}

async function readBody(req: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > SMALL_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function sendResponse({ res, id }: Exchange, response: Response): Promise<void> {
  res.writeHead(response.status, { ...Object.fromEntries(response.headers), 'X-Request-Id': id });
  if (response.body === null) res.end();
  else await pipeline(Readable.fromWeb(response.body as ReadableStream), res);
}
