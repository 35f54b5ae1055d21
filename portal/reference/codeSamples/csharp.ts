import type { HttpRequest } from '../../console/httpRequest.ts';
import { indent } from './indent.ts';
import { parseJson } from './parseJson.ts';

/** A program for C# 11+ (.NET 8) with top-level statements. */
export function csharp({ method, url, headers, body }: HttpRequest): string {
  const contentType = headers.find(({ name }) => name.toLowerCase() === 'content-type');
  const lines = [
    'using System.Net.Http.Headers;',
    '',
    'using var client = new HttpClient();',
    `using var request = new HttpRequestMessage(new HttpMethod(${quote(method)}), ${quote(url)});`,
  ];
  for (const header of headers) {
    if (header !== contentType) lines.push(`request.Headers.Add(${quote(header.name)}, ${quote(header.value)});`);
  }
  if (body !== null) {
    lines.push(
      `request.Content = new StringContent(${parseJson(body) === null ? quote(body) : rawString(body.trim())});`,
    );
    if (contentType) {
      lines.push(`request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(${quote(contentType.value)});`);
    }
  }
  lines.push(
    'using var response = await client.SendAsync(request);',
    '',
    'Console.WriteLine($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");',
  );
  return lines.join('\n');
}

/** Nothing is escaped in a raw string; its fence is longer than any run of quotes inside. */
function rawString(text: string): string {
  const runs = text.match(/"+/g) ?? [];
  const fence = '"'.repeat(Math.max(3, 1 + Math.max(0, ...runs.map((run) => run.length))));
  return `${fence}\n${indent(text, 4)}\n    ${fence}`;
}

/** Every escape that JSON.stringify writes means the same in a C# string. */
function quote(text: string): string {
  return JSON.stringify(text);
}
