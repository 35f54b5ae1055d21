import assert from 'node:assert/strict';
import { it } from 'node:test';
import { plainText } from './plainText.ts';

it('keeps the words of a description and nothing of its markup', () => {
  assert.equal(
    plainText('<p>Compares <code>nid</code> &amp; name.</p>\n<ul><li>one</li></ul>', 100),
    'Compares nid & name. one',
  );
});

it('cuts long texts between words', () => {
  assert.equal(plainText('<p>জাতীয় পরিচয়পত্র যাচাই</p>', 18), 'জাতীয় পরিচয়পত্র…');
  assert.equal(plainText('', 10), '');
});

it('leaves punctuation where it stands after markup', () => {
  assert.equal(
    plainText('<p>Wait until the day in <code>detail</code>.</p><p>See <a href="/x">it</a>!</p>'),
    'Wait until the day in detail. See it!',
  );
});
