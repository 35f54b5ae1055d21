import assert from 'node:assert/strict';
import test from 'node:test';
import { inlineScripts } from './content-security.ts';

test('scripts that stand in the page are found, whatever their attributes', () => {
  const page =
    '<SCRIPT>a()</SCRIPT><script type="module" data-x="1">b()\n</script><script type=text/javascript>c()</script>';
  assert.equal(inlineScripts(page).length, 3);
});

test('files, empty scripts and data are not scripts that stand in the page', () => {
  const page =
    '<script src="/a.js"></script><script></script><script type="application/ld+json">{}</script><script type="speculationrules">{}</script>';
  assert.deepEqual(inlineScripts(page), []);
});

test('a source is the SHA-256 of exactly what stands between the tags', () => {
  assert.deepEqual(inlineScripts('<script>alert(1)</script>'), [
    "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='",
  ]);
});

test('text that looks like a script, in an attribute or in the body, is none', () => {
  const script = '<script>stolen()</script>';
  const escaped = script.replaceAll('<', '&lt;');
  const head = `<meta name=description content="A ${script} </head>"/><title>${script}</title><script>ours()</script>`;
  const body = `<div title='${script}'>${escaped}</div><!-- ${script} --><textarea>${script}</textarea>${script}`;
  const page = `<!doctype html><html><head>${head}</head><body>${body}</body></html>`;
  assert.deepEqual(inlineScripts(page), inlineScripts('<script>ours()</script>'));
});
