import { isObject } from '../../json/value.ts';
import { parametersOf } from '../parameters-of.ts';
import type { Rule } from '../rule.ts';
import { plain } from '../rule.ts';

export default {
  category: 'lifecycle',
  requiredFrom: 'beta',
  points: 2,
  scope: 'operation',
  visit: (_, report) => ({
    WebhooksMap: {
      Operation(operation, context) {
        const names = parametersOf(operation, context).map(({ name }) => String(name).toLowerCase());
        if (!names.includes('webhook-signature')) report(context, 'unsigned');
      },
      RequestBody: {
        MediaType(media, context) {
          const schema = media.schema === undefined ? undefined : context.resolve(plain(media.schema)).node;
          if (!isObject(schema) || schema['x-standard'] !== 'webhook-envelope') report(context, 'missing');
        },
      },
    },
  }),
} satisfies Rule;
