import { inconsistencies } from '../inconsistencies.ts';
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
        for (const { name, request, response } of operation?.examples ?? []) {
          // A request that is refused may be wrong on purpose.
          if (response === null || !response.status.startsWith('2')) continue;
          const bodies = [
            [request?.body, ['requestBody', 'content', request?.contentType ?? '', 'examples', name]],
            [response.body, ['responses', response.status, 'content', response.contentType, 'examples', name]],
          ] as const;
          for (const [body, at] of bodies) {
            for (const found of inconsistencies(body)) {
              const { kind, path, ...values } = found;
              report(context, kind, { name, path: path === '' ? '/' : path, ...values }, [...at]);
            }
          }
        }
      },
    },
  }),
} satisfies Rule;
