import assert from 'node:assert/strict';
import { it } from 'node:test';
import { refName, resolveSchema, schemaTypes } from './resolveSchema.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

it('follows references through references, and keeps what stands beside them', () => {
  const schemas = { A: ref('B'), B: { type: 'string', description: 'of B' } };
  assert.deepEqual(resolveSchema({ ...ref('A'), description: 'mine' }, schemas), {
    type: 'string',
    description: 'mine',
  });
});

it('stops at references that lead in a circle or nowhere', () => {
  assert.equal(refName(resolveSchema(ref('A'), { A: ref('B'), B: ref('A') })), 'A');
  assert.deepEqual(resolveSchema(ref('Gone'), {}), ref('Gone'));
});

it('reads names that were escaped in the reference', () => {
  assert.equal(refName(ref('a~1b%20c')), 'a/b c');
});

it('tells the type of schemas that name none', () => {
  assert.deepEqual(schemaTypes({ enum: [1, null] }), ['integer', 'null']);
  assert.deepEqual(schemaTypes({ const: 'x' }), ['string']);
  assert.deepEqual(schemaTypes({ properties: {} }), ['object']);
  assert.deepEqual(schemaTypes({ items: {} }), ['array']);
  assert.deepEqual(schemaTypes({}), []);
});
