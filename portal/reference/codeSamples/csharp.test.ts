import assert from 'node:assert/strict';
import { it } from 'node:test';
import { awkwardRequest, awkwardText } from './awkwardRequest.fixture.ts';
import { csharp } from './csharp.ts';

it('writes a JSON body as a raw string, and its media type as a header of the content', () => {
  const body = '{\n  "a": "C:\\\\new \\"q\\" হ্যাঁ {x}"\n}';
  const request = {
    method: 'POST',
    url: '/a',
    headers: [
      { name: 'X-A', value: '"1" \\' },
      { name: 'Content-Type', value: 'application/json' },
    ],
    body,
  };
  assert.equal(
    csharp(request),
    [
      'using System.Net.Http.Headers;',
      '',
      'using var client = new HttpClient();',
      'using var request = new HttpRequestMessage(new HttpMethod("POST"), "/a");',
      'request.Headers.Add("X-A", "\\"1\\" \\\\");',
      'request.Content = new StringContent("""',
      '    {',
      '      "a": "C:\\\\new \\"q\\" হ্যাঁ {x}"',
      '    }',
      '    """);',
      'request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json");',
      'using var response = await client.SendAsync(request);',
      '',
      'Console.WriteLine($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");',
    ].join('\n'),
  );
});

it('fences a raw string with more quotes than it holds', () => {
  const sample = csharp({ ...awkwardRequest, body: '["",\n""]' });
  assert.match(sample, /StringContent\("""\n/);
  const longest = csharp({ ...awkwardRequest, body: '["\\"\\"\\""]' });
  assert.match(longest, /StringContent\("""\n {4}\["\\"\\"\\""\]\n {4}"""\)/);
});

it('writes any other body as a string', () => {
  assert.ok(csharp(awkwardText).includes(`StringContent("plain '\\"$HOME\\"' \\\\ text\\n  লাইন  \\n")`));
});
