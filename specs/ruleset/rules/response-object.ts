import { isObject, type JsonObject } from '../../json/value.ts';
import { isInCallback } from '../operation-at.ts';
import { plain, type Rule } from '../rule.ts';
import { typesOf } from '../schema-types.ts';

export default {
  category: 'design',
  requiredFrom: 'beta',
  points: 1,
  scope: 'operation',
  visit: (_, report, operationAt) => ({
    Paths: {
      Response(response, context) {
        if (isInCallback(context)) return;
        for (const [type, media] of Object.entries(isObject(response.content) ? response.content : {})) {
          if (!/json$/.test(type) || !isObject(media) || media.schema === undefined) continue;
          const { node } = context.resolve<JsonObject>(plain(media.schema));
          if (typesOf(node).includes('array'))
            report(context, 'array', { operation: operationAt(context), status: String(context.key) }, [
              'content',
              type,
              'schema',
            ]);
        }
      },
    },
  }),
} satisfies Rule;
