import assert from 'node:assert/strict';
import test from 'node:test';
import { hasSignature, signatureOf } from './signature.ts';
import { typesIn } from './webhookModel.ts';

/** The example of the specification Standard Webhooks. */
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const MESSAGE = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: '1614265330', body: '{"test": 2432232314}' };
const SIGNATURE = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';

test('a signature is made as Standard Webhooks shows it', async () => {
  assert.equal(await signatureOf(MESSAGE, SECRET), SIGNATURE);
  assert.notEqual(await signatureOf({ ...MESSAGE, timestamp: '1614265331' }, SECRET), SIGNATURE);
});

test('what is no secret makes no signature', async () => {
  for (const secret of ['', 'whsec_', 'dpi_abc', 'whsec_a', 'whsec_!'])
    assert.equal(await signatureOf(MESSAGE, secret), null);
});

test('one of several signatures is enough, and a part of one is not', () => {
  assert.ok(hasSignature(`v1,other= ${SIGNATURE}`, SIGNATURE));
  assert.ok(!hasSignature(SIGNATURE.slice(0, -1), SIGNATURE));
});

test('types are read however they are separated', () => {
  assert.deepEqual(typesIn(' transfer.settled, consent.revoked\nqueue.called'), [
    'transfer.settled',
    'consent.revoked',
    'queue.called',
  ]);
  assert.equal(typesIn(' '), null);
});
