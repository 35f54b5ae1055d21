import type { HttpRequest } from '../../console/httpRequest.ts';

/** A command for a POSIX shell. */
export function curl({ method, url, headers, body }: HttpRequest): string {
  const lines = [`curl ${verb(method, body)}${quote(url)}`];
  // Brackets and braces in a URL are patterns to curl.
  if (/[[\]{}]/.test(url)) lines.push('--globoff');
  for (const { name, value } of headers)
    lines.push(`--header ${quote(value === '' ? `${name};` : `${name}: ${value}`)}`);
  if (body !== null) lines.push(`--data-raw ${quote(body)}`);
  return lines.join(' \\\n  ');
}

/** curl infers GET, and POST where there is data; after HEAD it must not wait for a body. */
function verb(method: string, body: string | null): string {
  if (method === 'HEAD') return '--head ';
  return method === (body === null ? 'GET' : 'POST') ? '' : `--request ${method} `;
}

/** Nothing is special between single quotes but the quote itself. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
