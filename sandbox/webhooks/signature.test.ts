import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newSecret, signatureOf } from './signature.ts';

test('a message is signed as Standard Webhooks says', () => {
  // The example of the specification.
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const signature = signatureOf('msg_p5jXN8AQM9LWM0D4loKWxJek', 1614265330, '{"test": 2432232314}', [secret]);
  assert.equal(signature, 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

test('while a secret is rotated, a message has a signature of each', () => {
  const [before, after] = [newSecret(), newSecret()];
  const both = signatureOf('msg_1', 1, '{}', [after, before]);
  assert.equal(both, `${signatureOf('msg_1', 1, '{}', [after])} ${signatureOf('msg_1', 1, '{}', [before])}`);
  assert.match(both, /^v1,[A-Za-z0-9+/=]{44} v1,[A-Za-z0-9+/=]{44}$/);
});

test('a secret has 256 bits', () => {
  assert.equal(Buffer.from(newSecret().slice('whsec_'.length), 'base64').length, 32);
});
