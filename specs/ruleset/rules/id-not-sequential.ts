import { isObject, type JsonObject } from '../../json/value.ts';
import { plain, type Rule } from '../rule.ts';
import { typesOf } from '../schema-types.ts';

/** `id`, `personId`, `person_id`, `personID`; `grid`, `paid` and `android` are none. */
const ID = /^(id|ID|Id)$|[a-z0-9](Id|ID)$|[-_](id|ID|Id)$/;

export default {
  category: 'security',
  requiredFrom: 'beta',
  points: 2,
  scope: 'operation',
  visit: (_, report) => ({
    Parameter(parameter, context) {
      if (parameter.schema === undefined || !isId(parameter.name)) return;
      const { node } = context.resolve<JsonObject>(plain(parameter.schema));
      if (isNumber(node)) report(context, 'parameter', { name: parameter.name });
    },
    Schema(schema, context) {
      for (const [name, property] of Object.entries(isObject(schema.properties) ? schema.properties : {})) {
        if (!isObject(property) || !isId(name)) continue;
        if (isNumber(context.resolve<JsonObject>(property).node))
          report(context, 'property', { name }, ['properties', name]);
      }
    },
  }),
} satisfies Rule;

function isId(name: unknown): boolean {
  return typeof name === 'string' && ID.test(name);
}

function isNumber(schema: unknown): boolean {
  const types = typesOf(schema);
  return types.includes('integer') || types.includes('number');
}
