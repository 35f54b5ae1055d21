import assert from 'node:assert/strict';
import { it } from 'node:test';
import { schemaFacts } from './schemaFacts.ts';

it('lists what limits a value, in reading order', () => {
  const facts = schemaFacts({ default: 'a', maxLength: 3, enum: ['a', null], pattern: '^a', exclusiveMinimum: 0 });
  assert.deepEqual(
    facts.map(({ keyword, value }) => [keyword, value]),
    [
      ['enum', '["a",null]'],
      ['pattern', '^a'],
      ['maxLength', '3'],
      ['exclusiveMinimum', '0'],
      ['default', '"a"'],
    ],
  );
  assert.deepEqual(facts[0]?.values, ['a', null]);
});

it('leaves out keywords that say nothing', () => {
  assert.deepEqual(schemaFacts({ additionalProperties: true, uniqueItems: false, minItems: 0, items: {} }), []);
});

it('says when nothing further is allowed', () => {
  assert.deepEqual(
    schemaFacts({ additionalProperties: false, items: false }).map(({ keyword }) => keyword),
    ['additionalProperties', 'items'],
  );
});
