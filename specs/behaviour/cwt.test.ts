import assert from 'node:assert/strict';
import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { test } from 'node:test';
import { deflateSync, inflateSync } from 'node:zlib';
import { decode, encode } from 'cborg';
import { fromBase45, toBase45 } from './base45.ts';
import { isCwtQrSignedBy, readCwtQr, writeCwtQr } from './cwt.ts';
import { publicJwk } from './signatures.ts';

const PREFIX = 'XX1:';
const CLAIMS = {
  iss: 'https://issuer.example/dss',
  cti: 'cer_1',
  iat: new Date('2026-11-23T10:00:00.700Z'),
  exp: null,
  status: { status_list: { idx: 5n, uri: 'https://issuer.example/list' } },
  name: { bn: 'রহিমা', en: 'Rahima' },
};
const text = writeCwtQr(PREFIX, CLAIMS, 'issuer-1');

/** The token in a text: the tag, and the four parts of COSE_Sign1. */
function partsOf(qr: string): { tag: number | undefined; parts: [Uint8Array, unknown, Uint8Array, Uint8Array] } {
  const bytes = inflateSync(fromBase45(qr.slice(PREFIX.length)) ?? Buffer.alloc(0));
  return { tag: bytes[0], parts: decode(bytes.subarray(1), { useMaps: true }) };
}

/** A byte string as RFC 8949 writes it. */
function byteString(bytes: Uint8Array): Buffer {
  const { length } = bytes;
  const head = length < 24 ? [0x40 + length] : length < 256 ? [0x58, length] : [0x59, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(head), bytes]);
}

test('the text is a COSE_Sign1 that verifies as RFC 9052 says, with claims as RFC 8392 numbers them', () => {
  assert.match(text, /^XX1:[0-9A-Z $%*+./:-]+$/);
  const { tag, parts } = partsOf(text);
  const [header, , payload, signature] = parts;
  assert.equal(tag, 0xd2);
  const labels = decode(header, { useMaps: true });
  assert.deepEqual([labels.get(1), Buffer.from(labels.get(4)).toString()], [-7, 'issuer-1']);
  const claims = decode(payload, { useMaps: true });
  assert.deepEqual([claims.get(1), claims.get(6), claims.has(4)], [CLAIMS.iss, 1_795_428_000, false]);
  assert.equal(Buffer.from(claims.get(7)).toString(), 'cer_1');
  assert.equal(claims.get(65_535).get('status_list').get('idx'), 5);
  // Sig_structure, written by hand: an array of four that begins with the text "Signature1".
  const structure = Buffer.concat([
    Buffer.from('\x84\x6aSignature1', 'latin1'),
    byteString(header),
    Buffer.from([0x40]),
    byteString(payload),
  ]);
  const key = createPublicKey({ key: publicJwk('issuer-1') as JsonWebKey, format: 'jwk' });
  assert.ok(verify('sha256', structure, { key, dsaEncoding: 'ieee-p1363' }, signature));
});

test('what is written is read with the names of JWT, and is the same each time', () => {
  const { cti, iss, status, name } = CLAIMS;
  assert.deepEqual(readCwtQr(PREFIX, text), {
    kid: 'issuer-1',
    claims: { iss, iat: 1_795_428_000n, cti, status, name },
  });
  assert.equal(writeCwtQr(PREFIX, CLAIMS, 'issuer-1'), text);
  assert.equal(isCwtQrSignedBy(PREFIX, text, 'issuer-1'), true);
  assert.equal(isCwtQrSignedBy(PREFIX, text, 'issuer-2'), false);
});

test('a changed claim, and a signature of another token, do not verify', () => {
  const [header, , payload, signature] = partsOf(text).parts;
  const written = (...parts: unknown[]) =>
    PREFIX + toBase45(deflateSync(Buffer.concat([Buffer.from([0xd2]), encode(parts)])));
  assert.equal(isCwtQrSignedBy(PREFIX, written(header, new Map(), payload, signature), 'issuer-1'), true);
  const better = encode(new Map([[1, 'https://issuer.example/other']]));
  assert.equal(isCwtQrSignedBy(PREFIX, written(header, new Map(), better, signature), 'issuer-1'), false);
  const none = encode(
    new Map<number, unknown>([
      [1, -8],
      [4, Buffer.from('issuer-1')],
    ]),
  );
  assert.equal(readCwtQr(PREFIX, written(none, new Map(), payload, signature)), null, 'another algorithm');
});

const compressed = (bytes: Uint8Array) => PREFIX + toBase45(deflateSync(bytes));

for (const [what, qr] of [
  ['without the prefix', text.slice(PREFIX.length)],
  ['that is not Base45', `${PREFIX}abc`],
  ['that is not compressed', `${PREFIX}${toBase45(Buffer.from('hello'))}`],
  ['that is not CBOR', compressed(Buffer.from([0xd2, 0xff]))],
  ['that inflates to megabytes', compressed(Buffer.alloc(4_000_000))],
  ['that is nested a thousand times', compressed(Buffer.alloc(10_000, 0x81))],
  ['that is cut off', text.slice(0, -30)],
] as const) {
  test(`a text ${what} is no token`, () => {
    assert.equal(readCwtQr(PREFIX, qr), null);
    assert.equal(isCwtQrSignedBy(PREFIX, qr, 'issuer-1'), false);
  });
}
