import type { Encoding } from '../catalogue/model.ts';
import { isObject, type JsonObject, type JsonValue } from '../json/value.ts';
import { contentText, type Encode, entriesOf, plainText, queryPairs } from './parameter.ts';

/** One field of a form, as its sender fills it in. */
export interface FormField {
  name: string;
  value: string;
  /** Media type of the part of a multipart form; `null`: plain text, or what a client makes of it. */
  contentType: string | null;
}

/** What `application/x-www-form-urlencoded` needs encoded. Brackets stay, so that `filter[a]` can be read. */
const encodeForForm: Encode = (text) =>
  encodeURIComponent(text)
    .replace(/[!'()~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%20/g, '+')
    .replace(/%5[BD]/g, decodeURIComponent);

/**
 * The fields of a form whose schema is an object (OpenAPI, Encoding Object): by `style` where the spec has one, else by media
 * type; a list is one field for each item, and an object is JSON.
 */
export function formFields(body: JsonObject, encoding: Record<string, Encoding>): FormField[] {
  return encodedFields(body, encoding, (text) => text);
}

/** A body of the media type `application/x-www-form-urlencoded`. */
export function urlEncodedForm(body: JsonObject, encoding: Record<string, Encoding>): string {
  return encodedFields(body, encoding, encodeForForm)
    .map(({ name, value }) => `${name}=${value}`)
    .join('&');
}

/** A body of the media type `multipart/form-data` (RFC 7578) and its boundary. */
export function multipartForm(
  body: JsonObject,
  encoding: Record<string, Encoding>,
): { boundary: string; body: string } {
  const fields = formFields(body, encoding);
  let boundary = 'form-boundary';
  while (fields.some(({ value }) => value.includes(boundary))) boundary += '-';
  const parts = fields.map(({ name, value, contentType }) => {
    const type = contentType === null ? '' : `Content-Type: ${contentType}\r\n`;
    return `--${boundary}\r\nContent-Disposition: form-data; name="${quotable(name)}"\r\n${type}\r\n${value}\r\n`;
  });
  return { boundary, body: `${parts.join('')}--${boundary}--\r\n` };
}

function encodedFields(body: JsonObject, encoding: Record<string, Encoding>, encode: Encode): FormField[] {
  return entriesOf(body).flatMap(([name, value]) => {
    const { style, explode, allowReserved, contentType } = encoding[name] ?? PLAIN;
    if (style !== null) {
      const parameter = { name, style, explode, allowReserved, contentType: null };
      return queryPairs(parameter, value, encode).map(([key, text]) => ({ name: key, value: text, contentType: null }));
    }
    const type = contentType === null ? null : oneMediaType(contentType);
    return (Array.isArray(value) ? value : [value]).map((item) => ({
      name: encode(name),
      value: encode(type === null ? plainText(item) : contentText(type, item)),
      contentType: type ?? defaultMediaType(item),
    }));
  });
}

const PLAIN: Encoding = { style: null, explode: false, allowReserved: false, contentType: null };

/** The first of a list such as `image/png, image/jpeg` that is no range; `null` where there is none. */
function oneMediaType(contentType: string): string | null {
  const types = contentType.split(',').map((type) => type.trim());
  return types.find((type) => type !== '' && !type.includes('*')) ?? null;
}

function defaultMediaType(value: JsonValue): string | null {
  return Array.isArray(value) || isObject(value) ? 'application/json' : null;
}

/** As browsers write names of fields (HTML, multipart/form-data encoding algorithm). */
function quotable(name: string): string {
  return name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}
