import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, type JsonWebKey, randomBytes, sign, verify } from 'node:crypto';
import { test } from 'node:test';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import { readSdJwt, writeSdJwt } from './sd-jwt.ts';
import { publicJwk } from './signatures.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwk = publicKey.export({ format: 'jwk' });
const hasher = (data: string | ArrayBuffer) =>
  createHash('sha256')
    .update(data as string)
    .digest();

/** A wallet and a verifier of another make. */
const foreign = new SDJwtVcInstance({
  hasher,
  hashAlg: 'sha-256',
  saltGenerator: () => randomBytes(16).toString('base64url'),
  verifier: (data: string, signature: string) => isSigned(data, signature, publicJwk('issuer-1') as JsonWebKey),
  kbSignAlg: 'ES256',
  kbSigner: (data: string) =>
    sign('sha256', Buffer.from(data), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url'),
  kbVerifier: (data: string, signature: string) => isSigned(data, signature, jwk),
});

function isSigned(data: string, signature: string, key: JsonWebKey): boolean {
  const parts = { key, format: 'jwk', dsaEncoding: 'ieee-p1363' } as const;
  return verify('sha256', Buffer.from(data), parts, Buffer.from(signature, 'base64url'));
}

const CLEAR = {
  iss: 'https://issuer.example/boards',
  vct: 'https://issuer.example/types/a',
  exp: null,
  cnf: { jwk: { kty: 'EC', crv: 'P-256', x: jwk.x ?? '', y: jwk.y ?? '' } },
};
const issue = (concealed = { name: 'Arif', gpa: '5.00', email: null }) =>
  writeSdJwt({ typ: 'dc+sd-jwt' }, CLEAR, concealed, 'issuer-1', Math.random);
const present = (sdJwt: string, claims: Record<string, boolean>, nonce = 'n-1') =>
  foreign.present(sdJwt, claims, { kb: { payload: { iat: 1_795_410_000, aud: 'https://shop.example', nonce } } });

test('a library of another make verifies what is issued, and presents a part of it', async () => {
  const { payload, header } = await foreign.verify(issue());
  assert.deepEqual(header, { alg: 'ES256', kid: 'issuer-1', typ: 'dc+sd-jwt' });
  assert.deepEqual([payload.name, payload.gpa, 'email' in payload, 'exp' in payload], ['Arif', '5.00', false, false]);
  const presented = await present(issue(), { gpa: true });
  const verified = await foreign.verify(presented, { keyBindingNonce: 'n-1' });
  assert.deepEqual([verified.payload.gpa, verified.payload.name], ['5.00', undefined]);
});

test('what a wallet of another make presents is read with its key binding', async () => {
  const read = readSdJwt(await present(issue(), { gpa: true }));
  assert.deepEqual(read?.disclosed, { gpa: '5.00' });
  assert.equal(read?.isIntact, true);
  assert.deepEqual(read?.keyBinding, {
    isIntact: true,
    nonce: 'n-1',
    aud: 'https://shop.example',
    iat: 1_795_410_000n,
  });
  assert.equal(readSdJwt(issue())?.keyBinding, null);
});

test('a salt is new in each SD-JWT, so that digests cannot be compared', () => {
  assert.notDeepEqual(readSdJwt(issue())?.jwt.split('.')[1], readSdJwt(issue())?.jwt.split('.')[1]);
});

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

test('a disclosure that was changed, added or sent twice is told', () => {
  const sdJwt = issue();
  const [jwt = '', first = ''] = sdJwt.split('~');
  const [salt, name] = JSON.parse(Buffer.from(first, 'base64url').toString());
  const isIntact = (...disclosures: string[]) => readSdJwt([jwt, ...disclosures, ''].join('~'))?.isIntact;
  assert.equal(isIntact(first), true);
  assert.equal(isIntact(encoded([salt, name, 'better'])), false);
  assert.equal(isIntact(first, encoded(['salt', 'more', 'x'])), false);
  assert.equal(isIntact(first, first), false);
  assert.equal(isIntact('not-a-list'), false);
});

test('a disclosure never takes the place of a claim in the clear', () => {
  const hidden = encoded(['salt', 'vct', 'https://issuer.example/types/b']);
  const digest = createHash('sha256').update(hidden).digest('base64url');
  const token = `${encoded({ alg: 'ES256' })}.${encoded({ vct: 'a', _sd: [digest] })}.AA`;
  const read = readSdJwt(`${token}~${hidden}~`);
  assert.deepEqual([read?.isIntact, read?.claims], [false, { vct: 'a' }]);
  assert.throws(() => writeSdJwt({}, {}, { exp: 1n }, 'issuer-1', Math.random), RangeError);
});

test('claims in objects and items of lists are disclosed where their digests stand', () => {
  const [item, inner] = [encoded(['salt', 'b']), encoded(['salt', 'city', 'Dhaka'])];
  const digestOf = (text: string) => createHash('sha256').update(text).digest('base64url');
  const payload = { list: ['a', { '...': digestOf(item) }, { '...': 'decoy' }], address: { _sd: [digestOf(inner)] } };
  const read = readSdJwt(`${encoded({ alg: 'ES256' })}.${encoded(payload)}.AA~${item}~${inner}~`);
  assert.deepEqual([read?.isIntact, read?.claims], [true, { list: ['a', 'b'], address: { city: 'Dhaka' } }]);
});

test('a key binding of another key, of other disclosures or of no SD-JWT at all is not intact', async () => {
  const [jwt = '', ...rest] = (await present(issue(), { gpa: true })).split('~');
  const binding = rest.pop() ?? '';
  const isIntact = (text: string) => (readSdJwt(text)?.keyBinding as { isIntact: boolean } | null)?.isIntact;
  assert.equal(isIntact([jwt, ...rest, binding].join('~')), true);
  assert.equal(isIntact([jwt, binding].join('~')), false, 'without the disclosure');
  const [other = ''] = issue().split('~');
  assert.equal(isIntact([other, ...rest, binding].join('~')), false, 'of another credential');
  assert.equal(isIntact([jwt, ...rest, 'x.y.z'].join('~')), false);
  const [head, content, signature = ''] = binding.split('.');
  const changed = `${signature[0] === 'A' ? 'B' : 'A'}${signature.slice(1)}`;
  assert.equal(isIntact([jwt, ...rest, [head, content, changed].join('.')].join('~')), false);
});

const deep = Buffer.from(`{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`).toString('base64url');

for (const text of [
  '',
  '~',
  'a.b.c',
  'a.b.c~',
  `${encoded({})}.${encoded({ _sd_alg: 'md5' })}.AA~`,
  `${encoded({})}.${deep}.AA~`,
]) {
  test(`"${text.slice(0, 20)}" is no SD-JWT`, () => assert.equal(readSdJwt(text), null));
}
