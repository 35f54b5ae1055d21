import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasWord, searchText, searchWords } from './searchWords.ts';

test('reads a text the same however it is typed', () => {
  assert.equal(searchText('Helpline 333'), searchText('helpline ৩৩৩'));
  assert.equal(searchText('১২৩৪৫৬৭৮৯০'), '1234567890');
  assert.equal(searchText('পরিচ\u09df'), searchText('পরিচ\u09af\u09bc'));
  assert.equal(searchText('র\u200d্যাব'), searchText('র্যাব'));
});

test('finds a word within another, and one with another ending', () => {
  const text = searchText('A payment to a widow: বিধবা ভাতাগুলো');
  for (const typed of ['pay', 'payments', 'Widows', 'বিধবাদের', 'ভাতার', 'বিধ']) {
    assert.ok(
      searchWords(typed).every((word) => hasWord(text, word)),
      typed,
    );
  }
});

test('takes no word for another that only begins alike', () => {
  const text = searchText('A way to pass a bird, and transport');
  for (const typed of ['toy', 'passport', 'birth', 'transfer', 'ways out']) {
    assert.ok(!searchWords(typed).every((word) => hasWord(text, word)), typed);
  }
});
