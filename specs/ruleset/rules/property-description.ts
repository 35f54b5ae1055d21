import { isObject } from '../../json/value.ts';
import { plain, type Rule } from '../rule.ts';

export default {
  category: 'metadata',
  requiredFrom: 'stable',
  points: 1,
  scope: 'operation',
  visit: (_, report) => ({
    Schema(schema, context) {
      for (const [name, property] of Object.entries(isObject(schema.properties) ? schema.properties : {})) {
        if (!isObject(property) || isDescribed(property)) continue;
        report(context, 'missing', { property: name }, ['properties', name]);
      }
    },
  }),
} satisfies Rule;

/** In OpenAPI 3.0 a description beside a reference is written into `allOf` with it. */
function isDescribed(schema: object): boolean {
  const { $ref, description, title, allOf } = plain(schema);
  if ($ref || description || title) return true;
  return Array.isArray(allOf) && allOf.some((part) => isObject(part) && isDescribed(part));
}
