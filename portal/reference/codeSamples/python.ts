import type { JsonValue } from '@dpi/specs/json-value';
import { isNumeric } from '@dpi/specs/numbers';
import type { HttpRequest } from '../../console/httpRequest.ts';
import { indent } from './indent.ts';
import { holdsExact, parseJson } from './parseJson.ts';

/** A script for Python 3 with the `requests` package. */
export function python({ method, url, headers, body }: HttpRequest): string {
  const call = [`${quote(method)},`, `${quote(url)},`];
  if (headers.length > 0) {
    call.push('headers={', ...headers.map(({ name, value }) => `    ${quote(name)}: ${quote(value)},`), '},');
  }
  const json = parseJson(body);
  // Python's integers have any length; its other numbers are doubles.
  if (json !== null && !holdsExact(json, ({ text }) => /[.e]/.test(text))) call.push(`json=${literal(json)},`);
  else if (body !== null) call.push(`data=${quote(body)}.encode(),`);
  return [
    'import requests',
    '',
    'response = requests.request(',
    indent(call.join('\n'), 4),
    ')',
    '',
    'print(response.status_code, response.text)',
  ].join('\n');
}

function literal(value: JsonValue): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return quote(value);
  if (isNumeric(value)) return String(value);
  if (Array.isArray(value)) return block('[', value.map(literal), ']');
  const entries = Object.entries(value).map(([key, item]) => `${quote(key)}: ${literal(item ?? null)}`);
  return block('{', entries, '}');
}

function block(open: string, items: string[], close: string): string {
  if (items.length === 0) return open + close;
  return `${open}\n${indent(items.map((item) => `${item},`).join('\n'), 4)}\n${close}`;
}

/** Every escape of JSON means the same in a Python string. */
function quote(text: string): string {
  return JSON.stringify(text);
}
