import assert from 'node:assert/strict';
import { it } from 'node:test';
import { awkwardText } from './awkwardRequest.fixture.ts';
import { java } from './java.ts';

it('writes a JSON body as a text block', () => {
  const body = '{\n  "a": "C:\\\\u0985 \\"q\\" হ্যাঁ $x",\n  "b": ""\n}';
  const request = {
    method: 'POST',
    url: "https://a.example/?q=it's",
    headers: [{ name: 'X-A', value: '"1" \\' }],
    body,
  };
  assert.equal(
    java(request),
    [
      'import java.net.URI;',
      'import java.net.http.HttpClient;',
      'import java.net.http.HttpRequest;',
      'import java.net.http.HttpResponse;',
      '',
      'var request = HttpRequest.newBuilder(URI.create("https://a.example/?q=it\'s"))',
      '    .header("X-A", "\\"1\\" \\\\")',
      '    .method("POST", HttpRequest.BodyPublishers.ofString("""',
      '        {',
      '          "a": "C:\\\\\\\\u0985 \\\\"q\\\\" হ্যাঁ $x",',
      '          "b": ""',
      '        }"""))',
      '    .build();',
      'var response = HttpClient.newHttpClient()',
      '    .send(request, HttpResponse.BodyHandlers.ofString());',
      '',
      'System.out.println(response.statusCode() + " " + response.body());',
    ].join('\n'),
  );
});

it('writes any other body as a string, its spaces and line breaks kept', () => {
  assert.ok(java(awkwardText).includes(`ofString("plain '\\"$HOME\\"' \\\\ text\\n  লাইন  \\n")`));
  assert.match(java({ ...awkwardText, body: null }), /noBody\(\)/);
});
