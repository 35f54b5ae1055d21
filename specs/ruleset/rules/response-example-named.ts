import { isObject } from '../../json/value.ts';
import { operationNamed, placesWithoutValue } from '../made-up-bodies.ts';
import { isInCallback } from '../operation-at.ts';
import type { Rule } from '../rule.ts';

export default {
  category: 'examples',
  requiredFrom: 'beta',
  points: 2,
  scope: 'operation',
  visit: (subject, report, operationAt) => ({
    Paths: {
      Response(response, context) {
        if (isInCallback(context)) return;
        for (const [type, media] of Object.entries(isObject(response.content) ? response.content : {})) {
          if (!/json/.test(type) || !isObject(media) || Object.keys(media.examples ?? {}).length > 0) continue;
          const values = { status: String(context.key), value: type };
          const declared = operationNamed(subject, operationAt(context))?.responses;
          const contents = declared?.find(({ status }) => status === values.status)?.contents;
          const content = contents?.find(({ contentType }) => contentType === type);
          const places = 'example' in media ? null : placesWithoutValue(subject, content, 'response');
          if (places === null) report(context, 'missing', values, ['content', type]);
          else report(context, 'unfit', { ...values, places }, ['content', type]);
        }
      },
    },
  }),
} satisfies Rule;
