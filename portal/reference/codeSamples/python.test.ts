import assert from 'node:assert/strict';
import { it } from 'node:test';
import { awkwardText } from './awkwardRequest.fixture.ts';
import { python } from './python.ts';

it('writes a JSON body as a Python value', () => {
  const request = {
    method: 'POST',
    url: "https://a.example/?q=it's",
    headers: [{ name: 'X-Note', value: 'say "হ্যাঁ" \\n' }],
    body: '{"a":true,"b":[null,-2.5],"c":{},"d":"one\\ntwo \\"q\\" \\\\ $x"}',
  };
  assert.equal(
    python(request),
    [
      'import requests',
      '',
      'response = requests.request(',
      '    "POST",',
      '    "https://a.example/?q=it\'s",',
      '    headers={',
      '        "X-Note": "say \\"হ্যাঁ\\" \\\\n",',
      '    },',
      '    json={',
      '        "a": True,',
      '        "b": [',
      '            None,',
      '            -2.5,',
      '        ],',
      '        "c": {},',
      '        "d": "one\\ntwo \\"q\\" \\\\ $x",',
      '    },',
      ')',
      '',
      'print(response.status_code, response.text)',
    ].join('\n'),
  );
});

it('sends a body that is not JSON as the bytes it is', () => {
  assert.match(python(awkwardText), /^ {4}data="plain '\\"\$HOME\\"' \\\\ text\\n {2}লাইন {2}\\n"\.encode\(\),$/m);
});
