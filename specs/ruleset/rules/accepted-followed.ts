import type { UserContext } from '@redocly/openapi-core';
import { isObject, type JsonObject } from '../../json/value.ts';
import { isInCallback } from '../operation-at.ts';
import { propertyNames } from '../property-names.ts';
import { plain, type Rule } from '../rule.ts';

/** Names of what a caller asks again with: an id, a number or an address. */
const HANDLE =
  /(^|[a-z0-9_-])(id|Id|ID|url|Url|URL|uri|Uri|href|link|links|_links|location|[nN]umber|[rR]eference|token)$/;
const HEADERS = /^(location|content-location|operation-location|link)$/i;

export default {
  category: 'design',
  requiredFrom: 'beta',
  points: 1,
  scope: 'operation',
  visit: (_, report, operationAt) => ({
    Paths: {
      Operation(node, context) {
        if (isInCallback(context)) return;
        const operation = plain(node);
        const accepted = isObject(operation.responses) ? operation.responses['202'] : undefined;
        if (!isObject(accepted) || isObject(operation.callbacks) || isFollowed(accepted, context)) return;
        report(context, 'missing', { operation: operationAt(context) }, ['responses', '202']);
      },
    },
  }),
} satisfies Rule;

function isFollowed(accepted: JsonObject, context: UserContext): boolean {
  const { node, location } = context.resolve<JsonObject>(accepted);
  if (!isObject(node)) return true;
  if (isObject(node.links) && Object.keys(node.links).length > 0) return true;
  if (Object.keys(isObject(node.headers) ? node.headers : {}).some((name) => HEADERS.test(name))) return true;
  const contents = Object.values(isObject(node.content) ? node.content : {}).filter(isObject);
  return contents.some(({ schema }) =>
    [...propertyNames(schema, context, location?.source.absoluteRef)].some((name) => HANDLE.test(name)),
  );
}
