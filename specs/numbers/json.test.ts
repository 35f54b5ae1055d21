import assert from 'node:assert/strict';
import { test } from 'node:test';
import { threadTime } from '../base/thread-time.fixture.ts';
import { ExactNumber } from './exact-number.ts';
import { mayHoldLongNumber, parseJson, stringifyJson, stringifyMarked } from './json.ts';

const texts = [
  '{"number":9007199254740993,"list":[0.1000000000000000055,-12345678901234567890.12,1]}',
  '9007199254740993',
  '["9007199254740993",9007199254740993,"\\"9007199254740993","#n1","#s","#","\\\\"]',
  '{"#n":9007199254740993,"#s":"#n5","19681234567890123":19681234567890123}',
  '[1,2,"19681234567890123"]',
  '{"a":"b"}',
];

test('what is read is written with every digit, and texts stay texts', () => {
  for (const text of texts) {
    assert.equal(stringifyJson(parseJson(text)), text);
    assert.equal(JSON.stringify(parseJson(text)), text);
  }
});

test('digits are kept where the engine has no JSON.rawJSON', () => {
  for (const text of texts) assert.equal(stringifyMarked(parseJson(text)), text);
  assert.equal(stringifyMarked(parseJson('{"a":[9007199254740993]}'), 2), '{\n  "a": [\n    9007199254740993\n  ]\n}');
});

test('a text that is written like a mark with an escape stays a text', () => {
  assert.deepEqual(parseJson('["\\u0023n1",9007199254740993]'), ['#n1', ExactNumber.read('9007199254740993')]);
});

test('other numbers are plain', () => {
  assert.deepEqual(parseJson('{"a":[1,2.5,1e21,9007199254740992,-0.10]}'), {
    a: [1, 2.5, 1e21, 9007199254740992, -0.1],
  });
});

test('what is not JSON is refused', () => {
  for (const text of ['', '{', '[9007199254740993,]', '09007199254740993'])
    assert.throws(() => parseJson(text), SyntaxError);
});

test('a text of a megabyte is read in no time', () => {
  const start = threadTime();
  parseJson(JSON.stringify(['9'.repeat(1_000_000)]));
  parseJson(`[${'9'.repeat(1_000_000)}]`);
  parseJson(JSON.stringify(['\\'.repeat(500_000), '9'.repeat(20)]));
  assert.ok(threadTime() - start < 10_000);
});

test('a number that a double cannot hold is found wherever it stands in a large text', () => {
  for (const number of ['12345678901234567890', '-0.1234567890123456789', '1234567890123e-400'])
    for (let spaces = 8150; spaces < 8240; spaces += 1)
      assert.equal(mayHoldLongNumber(`[${' '.repeat(spaces)}${number}]`), true, `${number} behind ${spaces} spaces`);
});
