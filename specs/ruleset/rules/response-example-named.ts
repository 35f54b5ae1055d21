import { isObject } from '../../catalogue/data-file.ts';
import { isInCallback } from '../operation-at.ts';
import type { Rule } from '../rule.ts';

export default {
  category: 'examples',
  requiredFrom: 'beta',
  points: 2,
  scope: 'operation',
  visit: (_, report) => ({
    Paths: {
      Response(response, context) {
        if (isInCallback(context)) return;
        for (const [type, media] of Object.entries(isObject(response.content) ? response.content : {})) {
          if (!/json/.test(type) || !isObject(media) || Object.keys(media.examples ?? {}).length > 0) continue;
          report(context, 'missing', { status: String(context.key), value: type }, ['content', type]);
        }
      },
    },
  }),
} satisfies Rule;
