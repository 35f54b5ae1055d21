import { isObject } from '../../catalogue/data-file.ts';
import type { Rule } from '../rule.ts';
import { plain } from '../rule.ts';

export default {
  category: 'lifecycle',
  requiredFrom: 'beta',
  points: 2,
  scope: 'operation',
  visit: (_, report) => ({
    WebhooksMap: {
      RequestBody: {
        MediaType(media, context) {
          const schema = media.schema === undefined ? undefined : context.resolve(plain(media.schema)).node;
          if (!isObject(schema) || schema['x-standard'] !== 'webhook-envelope') report(context, 'missing');
        },
      },
    },
  }),
} satisfies Rule;
