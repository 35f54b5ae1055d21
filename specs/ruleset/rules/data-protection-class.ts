import { isObject } from '../../catalogue/data-file.ts';
import type { JsonObject } from '../../catalogue/model.ts';
import type { Rule } from '../rule.ts';
import { typesOf } from '../schema-types.ts';

const PERSONAL = new Set([
  'nid',
  'brn',
  'nationalid',
  'passportnumber',
  'mobile',
  'phonenumber',
  'email',
  'birthdate',
  'dateofbirth',
  'dob',
  'fathername',
  'mothername',
  'firstname',
  'lastname',
  'fullname',
  'religion',
  'fingerprint',
  'bloodgroup',
]);

export default {
  category: 'security',
  requiredFrom: 'beta',
  points: 2,
  scope: 'operation',
  visit: (_, report) => ({
    Schema(schema, context) {
      for (const [name, property] of Object.entries(isObject(schema.properties) ? schema.properties : {})) {
        if (!isObject(property) || !PERSONAL.has(name.toLowerCase())) continue;
        const { node } = context.resolve<JsonObject>(property);
        if (!isObject(node) || !typesOf(node).includes('string') || 'x-data-protection' in node) continue;
        if (!('x-data-protection' in property)) report(context, 'missing', { property: name }, ['properties', name]);
      }
    },
  }),
} satisfies Rule;
