import type { Rule } from '../rule.ts';

export default {
  category: 'examples',
  requiredFrom: 'beta',
  points: 1,
  scope: 'operation',
  visit: ({ service }, report, operationAt) => ({
    Paths: {
      Operation(_node, context) {
        const place = operationAt(context);
        const operation = service.operations.find(({ method, path }) => `${method.toUpperCase()} ${path}` === place);
        const seen = new Map<string, string>();
        for (const { name, request, response } of operation?.examples ?? []) {
          if (request === null || response === null) continue;
          const key = JSON.stringify([request.parameters, request.body]);
          const other = seen.get(key);
          if (other !== undefined) report(context, 'same', { operation: place, name, other });
          else seen.set(key, name);
        }
      },
    },
  }),
} satisfies Rule;
