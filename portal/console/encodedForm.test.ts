import assert from 'node:assert/strict';
import { it } from 'node:test';
import { encodedForm } from './encodedForm.ts';

const URL_ENCODED = 'application/x-www-form-urlencoded';

it('encodes the fields of a form', () => {
  const text = '{\n  "grant_type": "authorization_code",\n  "state": "a b&c=ক",\n  "scope": ["x", "y"],\n  "n": 1\n}';
  assert.deepEqual(encodedForm(URL_ENCODED, text), {
    contentType: URL_ENCODED,
    body: 'grant_type=authorization_code&state=a+b%26c%3D%E0%A6%95&scope=x&scope=y&n=1',
  });
});

it('writes a form of several parts with their boundary', async () => {
  const { contentType, body } = encodedForm('multipart/form-data', '{"name": "রহিমা", "a\\"b": {"c": 1}}');
  const fields = await new Response(body, { headers: { 'Content-Type': contentType } }).formData();
  assert.deepEqual(
    [...fields],
    [
      ['name', 'রহিমা'],
      ['a"b', '{"c":1}'],
    ],
  );
});

it('leaves what is encoded already, and other media types, as they are', () => {
  assert.equal(encodedForm(URL_ENCODED, 'a=1&b=2').body, 'a=1&b=2');
  assert.equal(encodedForm(URL_ENCODED, '[1]').body, '[1]');
  assert.deepEqual(encodedForm('application/json', '{"a": 1}'), { contentType: 'application/json', body: '{"a": 1}' });
});
