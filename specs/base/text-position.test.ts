import assert from 'node:assert/strict';
import { test } from 'node:test';
import { positionAt, TextLines } from './text-position.ts';

test('lines and columns count from 1; a line break is the end of its line', () => {
  const text = 'ab\nc\r\n\nনাম';
  const lines = new TextLines(text);
  const expected = [
    [0, 1, 1],
    [2, 1, 3],
    [3, 2, 1],
    [5, 2, 3],
    [6, 3, 1],
    [7, 4, 1],
    [9, 4, 3],
    [text.length, 4, 4],
  ] as const;
  for (const [offset, line, column] of expected) {
    assert.deepEqual(positionAt(text, offset), { line, column }, `${offset}`);
    assert.deepEqual(lines.positionAt(offset), { line, column }, `${offset}`);
  }
});

test('an empty text has a first line', () => assert.deepEqual(positionAt('', 0), { line: 1, column: 1 }));
