import { plain, type Rule } from '../rule.ts';

export default {
  category: 'data',
  requiredFrom: 'beta',
  points: 2,
  scope: 'operation',
  visit: ({ standards }, report) => {
    const byPattern = new Map(standards.flatMap(({ id, schema }) => (schema.pattern ? [[schema.pattern, id]] : [])));
    return {
      Schema(schema, context) {
        const standard = byPattern.get(String(schema.pattern));
        if (standard !== undefined && plain(schema)['x-standard'] === undefined) {
          report(context, 'copied', { name: String(context.key), standard });
        }
      },
    };
  },
} satisfies Rule;
