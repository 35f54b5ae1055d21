import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPlatformTexts } from '../texts/platform-texts.ts';
import { parserMessage } from './raw-finding.ts';

const texts = await openPlatformTexts();
const inBangla = (text: string) => texts.format(parserMessage(text), 'bn');

test('a message that gives a reason has the reason in the same language', () => {
  const message = 'The reference leads nowhere: "shared.yaml" has 21 MB; at most 20 MB are read. Split the file.';
  const read = 'The file cannot be read: "shared.yaml" has 21 MB; at most 20 MB are read.';
  assert.match(inBangla(read), /"shared\.yaml" ২১ MB; সর্বোচ্চ ২০ MB/u);
  assert.match(inBangla(message), /"shared\.yaml" ২১ MB.*ফাইলটি ভাগ করুন।$/u);
});

test('a reason that is not known stays as the parser says it', () => {
  assert.match(inBangla('The file cannot be read: something new'), /^\p{Script=Bengali}.*: something new$/u);
});

test('what is recognized reads the same in English', () => {
  for (const text of ['duplicated mapping key', '"a.yaml" has 21 MB; at most 20 MB are read.', 'unknown tag !<!x>'])
    assert.equal(texts.format(parserMessage(text), 'en'), text);
});
