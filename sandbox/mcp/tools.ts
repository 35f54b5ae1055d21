import type { SearchEntry } from '@dpi/specs/search';
import type { MessageValues } from '@dpi/specs/texts';
import { type CallToolResult, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';

export interface ToolRequest {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

/** The platform, as tools use it for one agent. */
export interface ToolContext {
  title: string;
  /** Languages of the country, the first before the others. */
  locales: [string, ...string[]];
  /** A text of `specs/messages/mcp.yaml` in the language of the connection. */
  say(id: string, values?: MessageValues): string;
  /** What fits a text, best first. @param prefix of the language in paths */
  search(text: string, prefix: string): Promise<SearchEntry[]>;
  /** A page as Markdown, or a text file; `null` where there is none. */
  read(path: string): Promise<string | null>;
  /** Sends a request to the sandbox as the agent's team. */
  call(request: ToolRequest): Promise<{ status: number; headers: Record<string, string>; body: string }>;
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
const MAX_RESULTS = 10;
/** Letters of a text that an agent gets at once. */
const MAX_TEXT = 100_000;

/** Headers of a response that say something about it; the others are the same everywhere. */
const SHOWN_HEADERS = /^(content-type|location|retry-after|ratelimit.*|idempotent-replayed|x-request-id|x-sandbox-.+)$/;

/** An MCP server with the tools of the platform: search the documentation, read it, call the sandbox. */
export function serverWithTools({ title, locales, say, search, read, call }: ToolContext): McpServer {
  const [preferred] = locales;
  const server = new McpServer(
    { name: 'dpi-portal', title, version: '1.0.0' },
    { instructions: say('instructions', { title }) },
  );
  const tool = (name: string, isReadOnly: boolean) => ({
    title: say(`${name}.title`),
    description: say(`${name}.description`),
    annotations: { readOnlyHint: isReadOnly, openWorldHint: false },
  });

  server.registerTool(
    'search',
    {
      ...tool('search', true),
      inputSchema: z.object({
        query: z.string().max(300).describe(say('search.query')),
        language: z
          .enum(locales)
          .default(preferred)
          .describe(say('search.language', { languages: locales.join(', ') })),
      }),
      outputSchema: z.object({
        results: z.array(
          z.object({
            type: z.string(),
            title: z.string(),
            context: z.string(),
            path: z.string(),
            call: z.string().optional(),
          }),
        ),
      }),
    },
    async ({ query, language }) => {
      const prefix = language === preferred ? '' : `/${language}`;
      const found = (await search(query, prefix)).slice(0, MAX_RESULTS);
      const results = found.map(({ type, title, context, url, call }) => ({
        ...{ type, title, context, path: prefix + url },
        ...(call !== undefined && { call }),
      }));
      const lines = results.map(
        (page) => `- ${page.title} (${page.type}): ${page.call ?? page.context} → ${page.path}`,
      );
      return { ...textResult(lines.join('\n') || say('search.nothing')), structuredContent: { results } };
    },
  );

  server.registerTool(
    'read',
    { ...tool('read', true), inputSchema: z.object({ path: z.string().max(2000).describe(say('read.path')) }) },
    async ({ path }) => {
      const text = await read(path);
      return text === null ? failure(say('read.not-found', { path })) : textResult(text);
    },
  );

  server.registerTool(
    'call',
    {
      ...tool('call', false),
      inputSchema: z.object({
        method: z.enum(METHODS).describe(say('call.method')),
        path: z.string().max(8000).describe(say('call.path')),
        headers: z.record(z.string(), z.string()).optional().describe(say('call.headers')),
        body: z.json().optional().describe(say('call.body')),
      }),
    },
    async ({ method, path, headers = {}, body }) => {
      if (!isInSandbox(path)) return failure(say('call.wrong-path', { path }));
      const response = await call({
        method,
        path,
        ...(body === undefined
          ? { headers }
          : { headers: { 'content-type': 'application/json', ...headers }, body: textOf(body) }),
      });
      const lines = Object.entries(response.headers).flatMap(([name, value]) =>
        SHOWN_HEADERS.test(name) ? [`${name}: ${value}`] : [],
      );
      const text = [`${response.status}`, ...lines, '', response.body].join('\n');
      return response.status < 400 ? textResult(text) : failure(text);
    },
  );
  return server;
}

/** A JSON body; a text is sent as it is, so that other media types and wrong bodies can be sent, too. */
function textOf(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function isInSandbox(path: string): boolean {
  return path.startsWith('/sandbox/') && URL.parse(path, 'http://sandbox')?.pathname.startsWith('/sandbox/') === true;
}

function textResult(text: string): CallToolResult {
  const shown = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}\n…` : text;
  return { content: [{ type: 'text', text: shown }] };
}

function failure(text: string): CallToolResult {
  return { ...textResult(text), isError: true };
}
