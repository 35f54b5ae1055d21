import assert from 'node:assert/strict';
import test from 'node:test';
import { makeJoinCode, makeRecoveryCode, makeToken, normalizeJoinCode, normalizeRecoveryCode } from './index.ts';

test('tokens and codes have the documented forms', () => {
  assert.match(makeToken(), /^dpt_[0-9A-Za-z]{40}$/);
  assert.match(makeRecoveryCode(), /^([0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}$/);
  assert.match(makeJoinCode(), /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
});

test('a recovery code works however it was copied', () => {
  const stored = normalizeRecoveryCode('7Q2MD-01ABC-DEFGH-JKMNP-QRSTV');
  for (const typed of [
    '7q2md-01abc-defgh-jkmnp-qrstv',
    ' 7Q2MD 01ABC DEFGH JKMNP QRSTV ',
    '7Q2MD–O1ABC–DEFGH–JKMNP–QRSTV',
    '7Q2MD0LABCDEFGHJKMNPQRSTV',
  ]) {
    assert.equal(normalizeRecoveryCode(typed), stored, typed);
  }
});

test('a join code works in any case, with or without its hyphen', () => {
  assert.equal(normalizeJoinCode('4xkd 9t2m'), normalizeJoinCode('4XKD-9T2M'));
  assert.notEqual(normalizeJoinCode('4xkd9t2n'), normalizeJoinCode('4XKD-9T2M'));
});
