import assert from 'node:assert/strict';
import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { test } from 'node:test';
import { detachedSignature, publicJwk, signedToken } from './signatures.ts';

const SIGNED_AT = new Date('2026-11-23T10:05:12.700+06:00');

function isSigned(token: string, kid: string, payload = token.split('.')[1]): boolean {
  const [header = '', , signature = ''] = token.split('.');
  const key = createPublicKey({ key: publicJwk(kid) as JsonWebKey, format: 'jwk' });
  const content = Buffer.from(`${header}.${payload}`);
  return verify('sha256', content, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
}

const parsed = (part: string | undefined) => JSON.parse(Buffer.from(part ?? '', 'base64url').toString());

test('a token is signed with the key of its kid and has times in seconds', () => {
  const token = signedToken(
    { typ: 'consent+jwt' },
    { jti: 'a', child: null, iat: SIGNED_AT, times: [SIGNED_AT, 1n] },
    'agency-1',
  );
  assert.ok(isSigned(token, 'agency-1'));
  assert.ok(!isSigned(token, 'agency-2'));
  const [header, claims] = token.split('.');
  assert.deepEqual(parsed(header), { alg: 'ES256', kid: 'agency-1', typ: 'consent+jwt' });
  assert.deepEqual(parsed(claims), { jti: 'a', iat: 1795406712, times: [1795406712, 1] });
});

test('a detached signature is of the canonical JSON of the value, which is not in it', () => {
  const signature = detachedSignature({ b: SIGNED_AT, a: 1n }, 'agency-1', 'Asia/Dhaka');
  assert.equal(signature.split('.')[1], '');
  const payload = Buffer.from('{"a":1,"b":"2026-11-23T10:05:12+06:00"}').toString('base64url');
  assert.ok(isSigned(signature, 'agency-1', payload));
});
