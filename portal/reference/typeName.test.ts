import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Schema } from '@dpi/specs/model';
import { typeName } from './typeName.ts';

const money: Schema = { $ref: '#/components/schemas/Money' };
const rows: [Schema, string][] = [
  [{ type: 'string', format: 'date' }, 'string<date>'],
  [{ type: ['string', 'null'], format: 'date' }, 'string<date> | null'],
  [money, 'Money'],
  [{ type: 'array', items: money }, 'Money[]'],
  [{ type: 'array', items: { type: ['integer', 'null'] } }, '(integer | null)[]'],
  [{ type: 'array', prefixItems: [money, { type: 'string' }] }, '[Money, string]'],
  [{ type: 'array' }, 'array'],
  [{ type: 'object', additionalProperties: money }, 'map<string, Money>'],
  [{ oneOf: [money, { type: 'null' }] }, 'Money | null'],
  [{ allOf: [money, { properties: {} }] }, 'Money & object'],
  [{ enum: ['a', 1] }, 'string | integer'],
  [{}, 'any'],
];

for (const [schema, name] of rows) {
  it(`calls ${JSON.stringify(schema)} ${name}`, () => assert.equal(typeName(schema, {}), name));
}
