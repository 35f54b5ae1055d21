import assert from 'node:assert/strict';
import { test } from 'node:test';
import { smsLength } from './sms.ts';

for (const [name, text, expected] of [
  ['160 letters are one part of GSM-7', 'a'.repeat(160), ['GSM-7', 160, 1, 0]],
  ['161 letters are two parts of 153', 'a'.repeat(161), ['GSM-7', 161, 2, 145]],
  ['306 letters fill two parts', 'a'.repeat(306), ['GSM-7', 306, 2, 0]],
  ['307 letters begin a third part', 'a'.repeat(307), ['GSM-7', 307, 3, 152]],
  ['letters of the alphabet beyond ASCII are of GSM-7', 'Ωéñ@', ['GSM-7', 4, 1, 156]],
  ['a character of the extension table counts twice', '€[x]', ['GSM-7', 7, 1, 153]],
  ['80 characters of the extension table fill one part', '€'.repeat(80), ['GSM-7', 160, 1, 0]],
  ['an escaped character is not split between parts', `${'a'.repeat(152)}€${'a'.repeat(10)}`, ['GSM-7', 164, 2, 141]],
  ['a character outside of the alphabet makes all UCS-2', 'Total: ৳1,500', ['UCS-2', 13, 1, 57]],
  ['a letter with an accent that GSM-7 lacks makes all UCS-2', 'ê', ['UCS-2', 1, 1, 69]],
  ['70 units are one part of UCS-2', 'ক'.repeat(70), ['UCS-2', 70, 1, 0]],
  ['71 units are two parts of 67', 'ক'.repeat(71), ['UCS-2', 71, 2, 63]],
  ['134 units fill two parts', 'ক'.repeat(134), ['UCS-2', 134, 2, 0]],
  ['an emoji is two units', '😀', ['UCS-2', 2, 1, 68]],
  ['an emoji is not split between parts', `${'ক'.repeat(66)}😀${'ক'.repeat(10)}`, ['UCS-2', 78, 2, 55]],
] as [string, string, [string, number, number, number]][]) {
  test(name, () => {
    const { encoding, characters, parts, charactersLeft } = smsLength(text);
    assert.deepEqual([encoding, characters, parts, charactersLeft], expected);
  });
}
