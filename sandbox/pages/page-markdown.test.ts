import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageMarkdown } from './page-markdown.ts';

const URL = 'https://portal.test/docs/start/';

const markdownOf = async (main: string) =>
  (
    await pageMarkdown(
      `<html><head><title>T</title></head><body><nav>Menu</nav><main>${main}</main></body></html>`,
      URL,
    )
  ).trim();

test('the main content becomes Markdown, and what surrounds it is left out', async () => {
  assert.equal(
    await markdownOf('<h1>Start</h1><p>Send <strong>one</strong> call.</p>'),
    '# Start\n\nSend **one** call.',
  );
});

test('what only works in a browser is left out', async () => {
  const parts = '<form><input></form><button>Copy</button><script>x()</script><svg></svg><p hidden>later</p>';
  assert.equal(await markdownOf(`<p>Text</p>${parts}<span aria-hidden="true">→</span>`), 'Text');
});

test('links and pictures have whole addresses', async () => {
  assert.equal(
    await markdownOf('<p><a href="../keys/#new">Keys</a> <img src="/logo.svg" alt="Logo"></p>'),
    '[Keys](https://portal.test/docs/keys/#new) ![Logo](https://portal.test/logo.svg)',
  );
});

test('code keeps its letters, however it is coloured', async () => {
  assert.equal(
    await markdownOf('<pre><code><span>curl</span><span> -d</span>\n<span>{}</span></code></pre>'),
    '```\ncurl -d\n{}\n```',
  );
});

test('badges and links side by side are words of their own', async () => {
  assert.equal(
    await markdownOf('<p><code>400</code><a href="/a/">Wrong</a><span>Try again.</span></p>'),
    '`400` [Wrong](https://portal.test/a/) Try again.',
  );
});

test('tables stay tables', async () => {
  const table = '<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>';
  assert.equal(await markdownOf(table), '| a |\n| - |\n| 1 |');
});
