import type { HttpRequest } from '../../console/httpRequest.ts';
import { indent } from './indent.ts';
import { holdsExact, parseJson } from './parseJson.ts';

/** An ES module for browsers and Node.js. */
export function javascript({ method, url, headers, body }: HttpRequest): string {
  const options = [`method: ${quote(method)},`];
  if (headers.length > 0) {
    options.push('headers: {', ...headers.map(({ name, value }) => `  ${quote(name)}: ${quote(value)},`), '},');
  }
  if (body !== null) options.push(`body: ${bodyExpression(body)},`);
  return [
    `const response = await fetch(${quote(url)}, {`,
    indent(options.join('\n'), 2),
    '});',
    '',
    'console.log(response.status, await response.text());',
  ].join('\n');
}

function bodyExpression(body: string): string {
  // JSON is JavaScript, but for a "__proto__" key, which an object literal reads as something else.
  const json = parseJson(body);
  // And its numbers are doubles.
  if (json === null || body.includes('__proto__') || holdsExact(json)) return quote(body);
  return `JSON.stringify(${body.trim()})`;
}

function quote(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
