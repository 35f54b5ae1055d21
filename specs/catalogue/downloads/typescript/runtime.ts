// This file stands at the end of every client that is made, as it is here.

export interface ClientOptions {
  /** Where the service is. */
  baseUrl?: string;
  /** Key of your team for the sandbox. */
  apiKey?: string;
  /** Bearer token, for services that ask for one. */
  token?: string;
  /** Headers of every request, such as `Accept-Language`. */
  headers?: Record<string, string>;
  /** Sends the requests; the `fetch` of the platform when absent. */
  fetch?: typeof fetch;
}

/** A response. Its status tells what its data is. */
export interface Result<Status, Data> {
  status: Status;
  data: Data;
  headers: Headers;
}

interface Input {
  path?: object;
  query?: object;
  headers?: object;
  body?: unknown;
}

/** How a parameter is written, as OpenAPI's `in`, `style` and `explode` say; `multi-segment`: slashes stay as they are. */
type Parameter = [name: string, place: 'path' | 'query' | 'header' | 'cookie', style: string, explode: boolean];

interface Operation {
  method: string;
  path: string;
  parameters: Parameter[];
  /** Media type of the body; `null` where there is none. */
  contentType: string | null;
  /** `manual` where a redirect is a result of its own. */
  redirect: 'follow' | 'manual';
}

export async function send(
  options: ClientOptions,
  operation: Operation,
  input: Input,
): Promise<Result<number, unknown>> {
  const url = new URL(options.baseUrl + pathOf(operation, input.path));
  const headers = new Headers(options.headers);
  if (options.apiKey !== undefined) headers.set('X-API-Key', options.apiKey);
  if (options.token !== undefined) headers.set('Authorization', `Bearer ${options.token}`);
  for (const [name, place, style, explode] of operation.parameters) {
    const value: unknown = Reflect.get((place === 'query' ? input.query : input.headers) ?? {}, name);
    if (place === 'query')
      for (const [key, text] of queryPairs(name, value, style, explode)) url.searchParams.append(key, text);
    if (place === 'header' && value !== undefined) headers.set(name, list(value).join(','));
    // A call that is repeated with the same key is done once; whoever repeats it gives the key.
    if (place === 'header' && value === undefined && name.toLowerCase() === 'idempotency-key')
      headers.set(name, crypto.randomUUID());
  }
  if (operation.contentType !== null && input.body !== undefined) headers.set('Content-Type', operation.contentType);
  const response = await (options.fetch ?? fetch)(url, {
    method: operation.method,
    redirect: operation.redirect,
    headers,
    ...(input.body !== undefined && { body: bodyOf(operation.contentType ?? '', input.body) }),
  });
  const text = await response.text();
  const isJson = /[/+]json\b/.test(response.headers.get('Content-Type') ?? '');
  return { status: response.status, data: isJson && text !== '' ? JSON.parse(text) : text, headers: response.headers };
}

function pathOf({ path, parameters }: Operation, values: object = {}): string {
  return parameters
    .filter(([, place]) => place === 'path')
    .reduce((done, [name, , style]) => {
      const encode = style === 'multi-segment' ? encodeSegments : encodeURIComponent;
      const text = list(Reflect.get(values, name)).map(encode).join(',');
      return done.replace(`{${name}}`, () => text);
    }, path);
}

function encodeSegments(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

function queryPairs(name: string, value: unknown, style: string, explode: boolean): [string, string][] {
  if (value === undefined) return [];
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const members = Object.entries(value).map(([key, one]): [string, string] => [key, String(one)]);
    if (style === 'deepObject') return members.map(([key, text]) => [`${name}[${key}]`, text]);
    return explode ? members : [[name, members.flat().join(',')]];
  }
  const texts = list(value);
  if (explode) return texts.map((text) => [name, text]);
  return [[name, texts.join(style === 'pipeDelimited' ? '|' : style === 'spaceDelimited' ? ' ' : ',')]];
}

function bodyOf(contentType: string, body: unknown): BodyInit {
  if (/[/+]json\b/.test(contentType)) return JSON.stringify(body);
  if (contentType === 'application/x-www-form-urlencoded')
    return new URLSearchParams(Object.entries(body as object).map(([key, value]) => [key, String(value)]));
  return body as BodyInit;
}

function list(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).map(String);
}
