import type { Encoding, ExampleRequest, Operation } from '../catalogue/model.ts';
import { isObject, type JsonValue } from '../json/value.ts';
import { multipartForm, urlEncodedForm } from './form.ts';
import { contentText, cookiePairs, headerText, pathText, queryPairs } from './parameter.ts';

/** The parts of a request that an operation's values make, encoded as they go over the wire. */
export interface WrittenParameters {
  path: string;
  /** Without `?`. */
  query: string;
  /** Names as in the spec; cookies, if any, are the last. */
  headers: { name: string; value: string }[];
}

/** Path, query string and headers that hold these values. Parameters without a value are left out. */
export function writeParameters(
  { path: template, parameters }: Pick<Operation, 'path' | 'parameters'>,
  values: ExampleRequest['parameters'],
): WrittenParameters {
  let path = template;
  const query: string[] = [];
  const headers: WrittenParameters['headers'] = [];
  const cookies: string[] = [];
  for (const parameter of parameters) {
    const { name } = parameter;
    const given = values.find((other) => other.in === parameter.in && other.name === name);
    if (given === undefined) continue;
    const { value } = given;
    if (parameter.in === 'path') path = path.replaceAll(`{${name}}`, () => pathText(parameter, value));
    else if (parameter.in === 'header') headers.push({ name, value: headerText(parameter, value) });
    else if (parameter.in === 'query') query.push(...queryPairs(parameter, value).map((pair) => pair.join('=')));
    else cookies.push(...cookiePairs(parameter, value).map((pair) => pair.join('=')));
  }
  if (cookies.length > 0) headers.push({ name: 'Cookie', value: cookies.join('; ') });
  return { path, query: query.join('&'), headers };
}

/** The media type of a body without its parameters, in lower case. */
export function mediaTypeOf(contentType: string): string {
  return (contentType.split(';')[0] ?? '').trim().toLowerCase();
}

/** Whether a body of this media type is a form: an object that is written field by field. */
export function isFormMediaType(contentType: string): boolean {
  return ['application/x-www-form-urlencoded', 'multipart/form-data'].includes(mediaTypeOf(contentType));
}

/**
 * A body as its media type has it, and its Content-Type. An object is a form where the media type is one; a text is sent as
 * it is unless the media type is JSON.
 */
export function writeBody(
  contentType: string,
  value: JsonValue,
  encoding: Record<string, Encoding>,
): { contentType: string; body: string } {
  const mediaType = mediaTypeOf(contentType);
  if (isObject(value)) {
    if (mediaType === 'application/x-www-form-urlencoded')
      return { contentType, body: urlEncodedForm(value, encoding) };
    if (mediaType === 'multipart/form-data') {
      const { boundary, body } = multipartForm(value, encoding);
      return { contentType: `${mediaType}; boundary=${boundary}`, body };
    }
  }
  return { contentType, body: contentText(contentType, value) };
}
