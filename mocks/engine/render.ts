import { isObject } from './json-object.ts';
import type { MockedResponse } from './prism.ts';
import { toXml } from './xml.ts';

/** An answer that is ready to be sent. */
export interface Rendered {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: Buffer | null;
}

const BODYLESS = new Set([204, 205, 304]);
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9a-z-]+$/;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Headers a spec must not set in a sandbox: those that belong to the transfer of the message, and those by which one service
 * could change what the browser keeps or allows for the whole site.
 */
const NOT_FROM_SPECS =
  /^(content-length|content-encoding|transfer-encoding|connection|keep-alive|upgrade|trailer|te|date|set-cookie|clear-site-data|strict-transport-security|service-worker-allowed|content-security-policy.*|access-control-.*|refresh|alt-svc|nel|report-to|reporting-endpoints|public-key-pins)$/;

/** Writes what Prism chose as an HTTP message. Problem types of this portal become absolute URLs. */
export function render(status: number, { headers, body }: MockedResponse, publicUrl: string): Rendered {
  const rendered: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase();
    const text = headerText(value);
    if (text === null || !HEADER_NAME.test(lower) || !HEADER_VALUE.test(text) || NOT_FROM_SPECS.test(lower)) continue;
    rendered[lower] = text;
  }
  const contentType = concreteType(rendered['content-type'], body);
  const text = BODYLESS.has(status) ? null : serialise(withAbsoluteType(body, status, publicUrl), contentType);
  if (text === null) {
    delete rendered['content-type'];
    return { status, headers: rendered, body: null };
  }
  rendered['content-type'] = contentType;
  return { status, headers: rendered, body: Buffer.from(text) };
}

function headerText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Specs that declare `application/*` or nothing still get an answer that says what it is. */
function concreteType(declared: string | undefined, body: unknown): string {
  if (declared !== undefined && !declared.includes('*')) return declared;
  return typeof body === 'string' ? 'text/plain' : 'application/json';
}

function withAbsoluteType(body: unknown, status: number, publicUrl: string): unknown {
  if (status < 400 || !isObject(body) || typeof body.type !== 'string' || !body.type.startsWith('/problems/'))
    return body;
  return { ...body, type: publicUrl + body.type };
}

function serialise(body: unknown, contentType: string): string | null {
  if (body === undefined) return null;
  const mediaType = contentType.replace(/;.*/s, '').trim().toLowerCase();
  if (/[/+]json$/.test(mediaType)) return JSON.stringify(body);
  if (typeof body === 'string') return body;
  if (/[/+]xml$/.test(mediaType)) return toXml(body);
  if (mediaType === 'application/x-www-form-urlencoded' && isObject(body)) {
    return new URLSearchParams(Object.entries(body).map(([name, value]) => [name, headerText(value) ?? ''])).toString();
  }
  return typeof body === 'object' ? JSON.stringify(body) : String(body);
}
