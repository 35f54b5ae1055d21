import { isObject, type JsonObject } from '../../json/value.ts';
import { operationNamed, placesWithoutValue } from '../made-up-bodies.ts';
import type { Rule } from '../rule.ts';
import { plain } from '../rule.ts';

/** Nobody writes a file down as an example. */
const FILES = /octet-stream|pdf|image|audio|video|zip/;

function hasNamed({ examples }: JsonObject): boolean {
  return isObject(examples) && Object.keys(examples).length > 0;
}

export default {
  category: 'examples',
  requiredFrom: 'alpha',
  points: 2,
  scope: 'operation',
  visit: (subject, report, operationAt) => ({
    Paths: {
      Operation(operation, context) {
        const place = operationAt(context);
        if (isObject(operation.requestBody)) {
          const { node } = context.resolve<JsonObject>(plain(operation.requestBody));
          const content = isObject(node?.content) ? node.content : {};
          for (const [type, media] of Object.entries(content)) {
            if (!isObject(media) || FILES.test(type) || hasNamed(media)) continue;
            const values = { operation: place, value: type };
            const at = ['requestBody'];
            if ('example' in media) report(context, 'unnamed', values, at);
            else {
              const declared = operationNamed(subject, place)?.requestBody?.contents;
              const content = declared?.find(({ contentType }) => contentType === type);
              const places = placesWithoutValue(subject, content, 'request');
              if (places === null) report(context, 'missing', values, at);
              else report(context, 'unfit', { ...values, places }, at);
            }
          }
        }
      },
      Parameter(parameter, context) {
        if (parameter.in === 'path' && !hasNamed(plain(parameter))) {
          report(context, 'parameter', { parameter: parameter.name });
        }
      },
    },
  }),
} satisfies Rule;
