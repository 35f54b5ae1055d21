import assert from 'node:assert/strict';
import { it } from 'node:test';
import { readFallback } from './readFallback.ts';

const fallback = { name: 'x-sandbox-fallback', value: 'first-example' };

it('reads which example is nearest and where a request differs from it', () => {
  const headers = [
    fallback,
    { name: 'x-sandbox-nearest', value: encodeURIComponent('করিম') },
    { name: 'x-sandbox-differs', value: 'body /a%20b/nid, query status' },
  ];
  assert.deepEqual(readFallback(headers), { nearest: 'করিম', places: ['body /a b/nid', 'query status'] });
});

it('reads a fallback of an operation whose examples show no request', () => {
  assert.deepEqual(readFallback([fallback]), { nearest: null, places: [] });
});

it('leaves an answer that fits alone, and shows a header it cannot decode as it came', () => {
  assert.equal(readFallback([{ name: 'x-sandbox-example', value: 'rahima-match' }]), null);
  assert.equal(readFallback([fallback, { name: 'x-sandbox-nearest', value: '100%' }])?.nearest, '100%');
});
