import { isObject, type JsonObject } from '../../json/value.ts';
import { plain, type Rule } from '../rule.ts';
import { typesOf } from '../schema-types.ts';

const MONEY =
  /^(amount|price|fee|balance|salary|income|tax)$|[a-z](Amount|Price|Fee|Balance|Salary|Income)$|_(amount|price|fee|balance|salary|income)$/;

export default {
  category: 'data',
  requiredFrom: 'beta',
  points: 2,
  scope: 'operation',
  visit: (_, report) => ({
    Schema(schema, context) {
      // The standard itself.
      if (plain(schema)['x-standard'] !== undefined || !isObject(schema.properties)) return;
      for (const [name, property] of Object.entries(schema.properties)) {
        if (!isObject(property) || !MONEY.test(name)) continue;
        const { node } = context.resolve<JsonObject>(property);
        if (!isObject(node) || node['x-standard'] !== undefined || node.enum !== undefined) continue;
        const types = typesOf(node);
        if (types.includes('number') || types.includes('integer'))
          report(context, 'number', { property: name }, ['properties', name]);
        else if (types.includes('string')) report(context, 'text', { property: name }, ['properties', name]);
      }
    },
  }),
} satisfies Rule;
