import { isObject } from '@dpi/specs/json-value';
import type { Schema, Service } from '@dpi/specs/model';
import { isXmlMediaType } from '@dpi/specs/serialization';
import { bodyAsXml } from '@dpi/specs/xml';
import type { Generated, ResponseContent } from './responder.ts';

/** An answer that is ready to be sent. */
export interface Rendered {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: Buffer | null;
  /** What was made up; `null` where all comes from examples. */
  generated: Generated | null;
}

const BODYLESS = new Set([204, 205, 304]);
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9a-z-]+$/;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Headers a spec must not set in a sandbox: those that belong to the transfer of the message, and those by which one service
 * could change what the browser keeps or allows for the whole site.
 */
const NOT_FROM_SPECS =
  /^(content-length|content-encoding|transfer-encoding|connection|keep-alive|upgrade|trailer|te|date|set-cookie|clear-site-data|strict-transport-security|service-worker-allowed|content-security-policy.*|access-control-.*|x-sandbox-.*|refresh|alt-svc|nel|report-to|reporting-endpoints|public-key-pins)$/;

/** Writes a response as an HTTP message. Problem types of this portal become absolute URLs. */
export function render(
  status: number,
  { headers, content, body, generated }: ResponseContent,
  { publicUrl, schemas }: { publicUrl: string; schemas: Service['schemas'] },
): Rendered {
  const rendered: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase();
    const text = headerText(value);
    if (text === null || !HEADER_NAME.test(lower) || !HEADER_VALUE.test(text) || NOT_FROM_SPECS.test(lower)) continue;
    rendered[lower] = text;
  }
  if (content === null || body === undefined || BODYLESS.has(status))
    return { status, headers: rendered, body: null, generated };
  rendered['content-type'] = content.mediaType;
  if (Buffer.isBuffer(body)) return { status, headers: rendered, body, generated };
  const text = serialise(withAbsoluteType(body, status, publicUrl), content.mediaType, content.schema, schemas);
  return { status, headers: rendered, body: Buffer.from(text), generated };
}

function headerText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  // `style: simple`, the only one that headers have.
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return value.join(',');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function withAbsoluteType(body: unknown, status: number, publicUrl: string): unknown {
  if (status < 400 || !isObject(body) || typeof body.type !== 'string' || !body.type.startsWith('/problems/'))
    return body;
  return { ...body, type: publicUrl + body.type };
}

function serialise(body: unknown, contentType: string, schema: Schema | null, schemas: Service['schemas']): string {
  const mediaType = contentType.replace(/;.*/s, '').trim().toLowerCase();
  if (/[/+]json$/.test(mediaType)) return JSON.stringify(body);
  if (typeof body === 'string') return body;
  if (isXmlMediaType(mediaType)) return bodyAsXml(body, { schema }, schemas);
  if (mediaType === 'application/x-www-form-urlencoded' && isObject(body)) {
    return new URLSearchParams(Object.entries(body).map(([name, value]) => [name, headerText(value) ?? ''])).toString();
  }
  return typeof body === 'object' ? JSON.stringify(body) : String(body);
}
