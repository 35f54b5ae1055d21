import type { HttpRequest } from '../../console/httpRequest.ts';

/** A script for PHP with its curl extension. */
export function php({ method, url, headers, body }: HttpRequest): string {
  const options = [method === 'HEAD' ? 'CURLOPT_NOBODY => true,' : `CURLOPT_CUSTOMREQUEST => ${quote(method)},`];
  if (headers.length > 0) {
    // Sent as it is without a value would remove the header; a semicolon sends it empty.
    const lines = headers.map(({ name, value }) => quote(value === '' ? `${name};` : `${name}: ${value}`));
    options.push('CURLOPT_HTTPHEADER => [', ...lines.map((line) => `    ${line},`), '],');
  }
  if (body !== null) options.push(`CURLOPT_POSTFIELDS => ${quote(body)},`);
  options.push('CURLOPT_RETURNTRANSFER => true,');
  return [
    '<?php',
    '',
    `$curl = curl_init(${quote(url)});`,
    'curl_setopt_array($curl, [',
    // Not indented line by line: a quoted body keeps its own line breaks.
    ...options.map((option) => `    ${option}`),
    ']);',
    '$body = curl_exec($curl);',
    '',
    "echo curl_getinfo($curl, CURLINFO_RESPONSE_CODE), ' ', $body, PHP_EOL;",
  ].join('\n');
}

/** Between single quotes only the quote and the backslash are special; `$` is not. */
function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
