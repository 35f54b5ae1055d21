import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasEmvChecksum, readEmvQr, writeEmvQr } from './emv-qr.ts';

/** The sample of EMVCo's specification of merchant-presented codes, with a name in Chinese. */
const SAMPLE =
  '00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN5914BEST TRANSPORT6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***0708A60086670902ME91320016A0112233449988770708123456786304A13A';

test('the sample of EMVCo is read, name in another language included', () => {
  const fields = readEmvQr(SAMPLE);
  assert.equal(fields?.['59'], 'BEST TRANSPORT');
  assert.equal(fields?.['54'], '23.72');
  assert.deepEqual(fields?.['64'], { '00': 'ZH', '01': '最佳运输', '02': '北京' });
  assert.ok(hasEmvChecksum(SAMPLE));
});

test('what is written is read again, with the checksum of a code that is known', () => {
  const fields = {
    '62': { '07': 'C-1' },
    '00': '01',
    '01': '11',
    '26': { '00': 'bd.gov.banglaqr', '01': 'BDQ0012345070' },
    '52': '5411',
    '53': '050',
    '58': 'BD',
    '59': 'HALIM TRADERS',
    '60': 'CHATTOGRAM',
  };
  const text = writeEmvQr({ ...fields, '54': null });
  assert.equal(
    text,
    '00020101021126360015bd.gov.banglaqr0113BDQ00123450705204541153030505802BD5913HALIM TRADERS6010CHATTOGRAM62070703C-163044CC9',
  );
  assert.deepEqual(readEmvQr(text), fields);
});

test('a code with one character exchanged has another checksum', () => {
  for (const at of [20, 60, SAMPLE.length - 1]) {
    const changed = SAMPLE.slice(0, at) + (SAMPLE[at] === '0' ? '1' : '0') + SAMPLE.slice(at + 1);
    assert.equal(hasEmvChecksum(changed), false, changed);
  }
});

test('what is not made of tags, lengths and values is no code', () => {
  for (const text of ['', 'https://menu.example/table-4', '000201', '0099016304A13A', '00020126050002x6304FFFF'])
    assert.equal(readEmvQr(text), null, text);
});

test('a value that a field cannot hold is refused', () => {
  assert.throws(() => writeEmvQr({ '59': 'x'.repeat(100) }), /100 characters/);
  assert.throws(() => writeEmvQr({ name: 'x' }), /no tag/);
});
