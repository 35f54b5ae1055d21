import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createLocalJWKSet, decodeJwt, errors, type JSONWebKeySet, jwtVerify } from 'jose';
import { CallerKeys } from './caller-keys.ts';
import { createCallerTokens } from './caller-token.ts';

const dataDir = await mkdtemp(join(tmpdir(), 'caller-'));
const keys = await CallerKeys.open(dataDir, () => undefined);
test.after(async () => {
  keys.close();
  await rm(dataDir, { recursive: true });
});
const PLATFORM = 'https://dpi.example';
const tokens = createCallerTokens(keys, PLATFORM);
const keySet = createLocalJWKSet(keys.published as JSONWebKeySet);
const expected = { issuer: PLATFORM, audience: `${PLATFORM}/sandbox/births/v1`, algorithms: ['ES256'] };
const subjectOf = (address: string, service = 'births/v1') => decodeJwt(tokens.tokenFor({ address }, service)).sub;

test('jose verifies a token, which names the team and holds for a minute', async () => {
  const { payload, protectedHeader } = await jwtVerify(
    tokens.tokenFor({ team: 'team_1' }, 'births/v1'),
    keySet,
    expected,
  );
  assert.equal(payload.sub, 'team_1');
  assert.equal((payload.exp ?? 0) - (payload.iat ?? 0), 60);
  assert.deepEqual(Object.keys(payload).sort(), ['aud', 'exp', 'iat', 'iss', 'sub']);
  assert.equal(protectedHeader.alg, 'ES256');
});

test('a token for another service, an old one and a changed one are refused', async () => {
  const token = tokens.tokenFor({ team: 'team_1' }, 'births/v1');
  await assert.rejects(
    jwtVerify(tokens.tokenFor({ team: 'team_1' }, 'payments/v1'), keySet, expected),
    errors.JWTClaimValidationFailed,
  );
  const later = new Date(Date.now() + 61_000);
  await assert.rejects(jwtVerify(token, keySet, { ...expected, currentDate: later }), errors.JWTExpired);
  const [header, , signature] = token.split('.');
  const claims = Buffer.from(JSON.stringify({ ...decodeJwt(token), sub: 'team_2' })).toString('base64url');
  await assert.rejects(
    jwtVerify(`${header}.${claims}.${signature}`, keySet, expected),
    errors.JWSSignatureVerificationFailed,
  );
});

test('a guest has one ID at a service, which is another one elsewhere and does not hold the address', () => {
  const id = subjectOf('203.0.113.7') ?? '';
  assert.match(id, /^guest_[\w-]{22}$/);
  assert.equal(subjectOf('203.0.113.7'), id);
  assert.notEqual(subjectOf('203.0.113.8'), id);
  assert.notEqual(subjectOf('203.0.113.7', 'payments/v1'), id);
  assert.equal(subjectOf('2001:db8:1:2:3::4'), subjectOf('2001:db8:1:2::9'));
});
