import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { randomOf } from '../samples/random.ts';
import { compareSpecs } from './index.ts';

const CORPUS = join(import.meta.dirname, 'corpus');
const WRONG = [
  null,
  0,
  '',
  'x',
  true,
  [],
  {},
  [null],
  ['a'],
  { $ref: 5 },
  { $ref: '#/nowhere' },
  [[]],
  '(',
  Number.NaN,
];

/** Every member and item of a value, by what holds it. */
function placesIn(value: unknown): [holder: Record<string, unknown>, key: string][] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [[holder, key], ...placesIn(holder[key])] as [typeof holder, string][]);
}

test('a value of a wrong type at any place ends no comparison', async () => {
  const random = randomOf('wrong values');
  const pick = <T>(list: T[]): T => list[Math.floor(random() * list.length)] as T;
  for (const group of await readdir(CORPUS)) {
    for (const file of await readdir(join(CORPUS, group))) {
      const text = await readFile(join(CORPUS, group, file), 'utf8');
      for (let round = 0; round < 3; round += 1) {
        const { base, revision } = parse(text);
        const [holder, key] = pick(
          placesIn({ base, revision }).filter(([, name]) => name !== 'base' && name !== 'revision'),
        );
        holder[key] = pick(WRONG);
        assert.doesNotThrow(() => compareSpecs(base, revision, '2026-11-23'), JSON.stringify({ base, revision }));
      }
    }
  }
});
