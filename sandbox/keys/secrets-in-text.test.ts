import assert from 'node:assert/strict';
import test from 'node:test';
import { makeKey } from './key.ts';
import { holdsSecret, withoutSecrets } from './secrets-in-text.ts';
import { makeRecoveryCode, makeToken } from './tokens.ts';

const key = makeKey();
const token = makeToken();
const code = makeRecoveryCode();

test('a key or token is found plain, percent-encoded, and as Basic credentials', () => {
  for (const secret of [key, token]) {
    assert.equal(holdsSecret(`?key=${secret}&x`), true);
    assert.equal(holdsSecret(secret.replace('_', '%5F')), true);
    assert.equal(holdsSecret(`Basic ${Buffer.from(`${secret}:`).toString('base64')}`), true);
  }
  for (const text of ['', 'dpi_short', 'DEMO_KEY', `Basic ${Buffer.from('a:b').toString('base64')}`, '/x%']) {
    assert.equal(holdsSecret(text), false, text);
  }
});

test('a text for a log keeps no key, token or recovery code', () => {
  const logged = withoutSecrets(`/x/${key}/${token}/${code}/${token.replace('_', '%5f')}/end`);
  assert.equal(logged, `/x/dpi_…/dpt_…/${code.slice(0, 4)}…/dpt_…/end`);
  assert.equal(withoutSecrets('/licences/DNCC%2F12'), '/licences/DNCC%2F12');
});
