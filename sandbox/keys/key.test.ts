import assert from 'node:assert/strict';
import test from 'node:test';
import { hashKey, KEY_LENGTH, keyStart, makeKey, parseKey } from './index.ts';

const EXAMPLE = 'dpi_000000000000000000000000000000000RCGiv';

test('a new key passes its own checks and looks as documented', () => {
  const key = makeKey();
  assert.match(key, /^dpi_[0-9A-Za-z]{38}$/);
  assert.equal(key.length, KEY_LENGTH);
  assert.deepEqual(parseKey(key), { ok: true, failed: null });
});

test('a thousand keys are all different and all well-formed', () => {
  const keys = new Set(Array.from({ length: 1000 }, makeKey));
  assert.equal(keys.size, 1000);
  for (const key of keys) assert.ok(parseKey(key).ok, key);
});

test('the checksum is the CRC-32 of prefix and random part, so that scanners elsewhere can check it', () => {
  assert.deepEqual(parseKey(EXAMPLE), { ok: true, failed: null });
});

test('each way to get a key wrong is told apart', () => {
  assert.equal(parseKey('').failed, 'prefix');
  assert.equal(parseKey('sk_live_1234').failed, 'prefix');
  assert.equal(parseKey(EXAMPLE.toUpperCase()).failed, 'prefix');
  assert.equal(parseKey(EXAMPLE.slice(0, -1)).failed, 'length');
  assert.equal(parseKey(`${EXAMPLE}0`).failed, 'length');
  assert.equal(parseKey(EXAMPLE.replace('00', '0-')).failed, 'alphabet');
  assert.equal(parseKey(EXAMPLE.replace('00', '0০')).failed, 'alphabet');
  assert.equal(parseKey(EXAMPLE.replace('00', '01')).failed, 'checksum');
});

test('any single wrong letter and any two swapped neighbours are noticed', () => {
  const key = makeKey();
  for (let at = 4; at < key.length; at += 1) {
    const wrong = key[at] === 'x' ? 'y' : 'x';
    assert.equal(parseKey(key.slice(0, at) + wrong + key.slice(at + 1)).failed, 'checksum');
    const [a, b] = [key[at - 1], key[at]];
    if (at > 4 && a !== b) {
      assert.equal(parseKey(`${key.slice(0, at - 1)}${b}${a}${key.slice(at + 1)}`).failed, 'checksum');
    }
  }
});

test('what is stored and what is shown do not give the key away', () => {
  const key = makeKey();
  assert.match(hashKey(key), /^[0-9a-f]{64}$/);
  assert.equal(hashKey('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  assert.equal(keyStart(key), key.slice(0, 8));
});
