import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escapeMarkup } from './escape-markup.ts';

test('no character of a text is markup', () => {
  assert.equal(escapeMarkup(`<a b="c" d='e'>&amp;`), '&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;amp;');
});

test('what XML cannot hold is replaced, and all else stays', () => {
  assert.equal(escapeMarkup('a\u0000b\u001f\ufffe\ud800'), 'a\ufffdb\ufffd\ufffd\ufffd');
  assert.equal(escapeMarkup('\t\n\r নাম 😀'), '\t\n\r নাম 😀');
});
