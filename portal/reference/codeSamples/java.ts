import type { HttpRequest } from '../../console/httpRequest.ts';
import { indent } from './indent.ts';
import { parseJson } from './parseJson.ts';

/** Imports and statements for Java 17+, to put into a method. */
export function java({ method, url, headers, body }: HttpRequest): string {
  return [
    'import java.net.URI;',
    'import java.net.http.HttpClient;',
    'import java.net.http.HttpRequest;',
    'import java.net.http.HttpResponse;',
    '',
    `var request = HttpRequest.newBuilder(URI.create(${quote(url)}))`,
    ...headers.map(({ name, value }) => `    .header(${quote(name)}, ${quote(value)})`),
    `    .method(${quote(method)}, ${publisher(body)})`,
    '    .build();',
    'var response = HttpClient.newHttpClient()',
    '    .send(request, HttpResponse.BodyHandlers.ofString());',
    '',
    'System.out.println(response.statusCode() + " " + response.body());',
  ].join('\n');
}

function publisher(body: string | null): string {
  if (body === null) return 'HttpRequest.BodyPublishers.noBody()';
  return `HttpRequest.BodyPublishers.ofString(${parseJson(body) === null ? quote(body) : textBlock(body.trim())})`;
}

/** Only for JSON: a text block drops spaces at the end of a line. */
function textBlock(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('"""', '\\"\\"\\"');
  return `"""\n${indent(escaped, 8)}"""`;
}

/** Every escape that JSON.stringify writes means the same in a Java string. */
function quote(text: string): string {
  return JSON.stringify(text);
}
