import assert from 'node:assert/strict';
import { test } from 'node:test';
import { componentReference, nameInReference, resolveSchema, schemaAt } from './schema-reference.ts';

const schemas = {
  A: { $ref: '#/components/schemas/B' },
  B: { type: 'string', description: 'of B' },
  Loop: { $ref: '#/components/schemas/Back' },
  Back: { $ref: '#/components/schemas/Loop' },
  'a/b c': { type: 'integer' },
};

test('a reference names a schema, however the name is encoded', () => {
  assert.equal(componentReference('a/b c'), '#/components/schemas/a~1b%20c');
  for (const reference of ['#/components/schemas/a~1b%20c', '#/components/schemas/a%7E1b c']) {
    assert.equal(nameInReference(reference), 'a/b c');
    assert.equal(schemaAt(reference, schemas), schemas['a/b c']);
  }
});

test('a reference that leads elsewhere names no schema', () => {
  for (const reference of ['#/components/schemas/A/properties/b', '#/paths/~1a', 'A', undefined, 1])
    assert.equal(nameInReference(reference), null);
  for (const name of ['Gone', 'constructor', '__proto__'])
    assert.equal(schemaAt(componentReference(name), schemas), undefined);
});

test('references of references are followed, and keywords beside a reference win', () => {
  const schema = { $ref: componentReference('A'), description: 'mine' };
  assert.deepEqual(resolveSchema(schema, schemas), { type: 'string', description: 'mine' });
  assert.equal(resolveSchema({ $ref: componentReference('A') }, schemas), schemas.B);
});

test('a reference that leads nowhere or in a circle stays', () => {
  const gone = { $ref: componentReference('Gone') };
  assert.equal(resolveSchema(gone, schemas), gone);
  assert.equal(typeof resolveSchema({ $ref: componentReference('Loop') }, schemas).$ref, 'string');
});
