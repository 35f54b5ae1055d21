import assert from 'node:assert/strict';
import { test } from 'node:test';
import { schemaWithHtml } from './schemaWithHtml.ts';

test('makes descriptions HTML at any depth', () => {
  const schema = { oneOf: [{ items: { description: 'A *b*.' } }], properties: { a: { description: 'C.' } } };
  assert.deepEqual(schemaWithHtml(schema), {
    oneOf: [{ items: { description: '<p>A <em>b</em>.</p>' } }],
    properties: { a: { description: '<p>C.</p>' } },
  });
});

test('leaves alone what only looks like a description', () => {
  const schema = {
    properties: { description: { type: 'string' } },
    examples: [{ description: '*raw*' }],
    default: { description: '*raw*' },
    additionalProperties: false,
  };
  assert.deepEqual(schemaWithHtml(schema), schema);
});

test('reaches the descriptions under every keyword that holds schemas', () => {
  const described = { description: 'in *one*' };
  const html = { description: '<p>in <em>one</em></p>' };
  assert.deepEqual(
    schemaWithHtml({ unevaluatedProperties: described, contentSchema: described, $defs: { a: described } }),
    {
      unevaluatedProperties: html,
      contentSchema: html,
      $defs: { a: html },
    },
  );
});
