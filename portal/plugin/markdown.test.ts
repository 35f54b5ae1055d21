import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markdownToHtml, markdownToText } from './markdown.ts';

test('formats a description', () => {
  assert.equal(markdownToHtml('A **name** and `code`.'), '<p>A <strong>name</strong> and <code>code</code>.</p>');
});

test('shows the tags of a stranger as text', () => {
  assert.equal(markdownToHtml('Hi <img src=x onerror=alert(1)>'), '<p>Hi &lt;img src=x onerror=alert(1)&gt;</p>');
  assert.doesNotMatch(markdownToHtml('<script>alert(1)</script>\n\n<div onclick="x()">a</div>'), /<(script|div)/);
});

test('makes no link of a script', () => {
  assert.doesNotMatch(markdownToHtml('[a](javascript:alert(1)) [b](data:text/html,x)'), /javascript:|data:/);
});

test('what leads neither to the web nor to mail is no link, and keeps its text', () => {
  for (const address of [
    'javascript:alert(1)',
    'vbscript:x',
    'data:text/html,x',
    'xmpp:a@b',
    'irc://a',
    'java&#10;script:x',
  ]) {
    assert.equal(markdownToHtml(`[*a* b](<${address}> "t")`), '<p><em>a</em> b</p>', address);
  }
  assert.match(markdownToHtml('[a](https://a.example) [b](/guideline/)'), /href="https:.*href="\/guideline\/"/);
});

test('loads no picture from elsewhere', () => {
  assert.equal(markdownToHtml('![a "map"](https://tracker.example/x.png "t")'), '<p>a &quot;map&quot;</p>');
});

test('puts headings below the heading they stand under', () => {
  assert.equal(markdownToHtml('## Two\n\n### Three', 2), '<h2>Two</h2>\n<h3>Three</h3>');
  assert.equal(markdownToHtml('# One\n\n##### Five', 3), '<h3>One</h3>\n<h6>Five</h6>');
});

test('breaks a line in the cell of a table', () => {
  assert.match(markdownToHtml('| a |\n| - |\n| x<br>y |'), /<td>x<br>y<\/td>/);
});

test('has nothing to show for nothing', () => {
  assert.equal(markdownToHtml(' \n'), '');
});

test('reads as one line of text', () => {
  assert.equal(markdownToText('# Title\n\nA *b* & <c>'), 'Title A b & <c>');
});
