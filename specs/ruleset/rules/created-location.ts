import { readersOf } from '../../catalogue/created-resource.ts';
import { isObject, type JsonObject, objectsIn } from '../../json/value.ts';
import { isInCallback } from '../operation-at.ts';
import { propertyNames } from '../property-names.ts';
import type { Rule } from '../rule.ts';

export default {
  category: 'design',
  requiredFrom: 'beta',
  points: 1,
  scope: 'operation',
  visit: ({ service }, report, operationAt) => ({
    Paths: {
      Responses(responses, context) {
        if (isInCallback(context)) return;
        const created = responses['201'];
        if (!isObject(created)) return;
        const operation = operationAt(context);
        const creating = service.operations.find(({ method, path }) => `${method.toUpperCase()} ${path}` === operation);
        if (creating === undefined) return;
        const { headers, content } = context.resolve<JsonObject>(created).node ?? {};
        const hasLocation = Object.keys(isObject(headers) ? headers : {}).some(
          (name) => name.toLowerCase() === 'location',
        );
        const named = new Set(
          objectsIn(Object.values(isObject(content) ? content : {})).flatMap(({ schema }) => [
            ...propertyNames(schema, context),
          ]),
        );
        const isRead = readersOf(creating, service.operations).some(({ key, isBelow }) => isBelow || named.has(key));
        if (isRead && !hasLocation) report(context, 'missing', { operation }, ['201']);
        if (!isRead && hasLocation) report(context, 'unread', { operation }, ['201']);
      },
    },
  }),
} satisfies Rule;
