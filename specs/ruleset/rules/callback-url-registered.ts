import { isObject, type JsonObject } from '../../json/value.ts';
import { isInCallback } from '../operation-at.ts';
import { parametersOf } from '../parameters-of.ts';
import { requestSchemas } from '../request-schemas.ts';
import { plain, type Rule } from '../rule.ts';
import { typesOf } from '../schema-types.ts';

/** Names of an address to which the service sends something by itself. `redirect_uri` is where a browser goes. */
const CALLBACK =
  /^(.*[-_ ])?(call[-_ ]?back|web[-_ ]?hook|notif(y|ication)|reply[-_ ]?to|sink)[-_ ]?(url|uri|endpoint|address)?$/;
const ADDRESS = /(url|uri|endpoint|address)$/;
/** An address that begins so cannot lead to a plain or local one by its scheme. */
const HTTPS_ONLY = /^\^\(?(\?:)?https:(\\?\/){2}/;

export default {
  category: 'security',
  requiredFrom: 'beta',
  points: 3,
  scope: 'operation',
  protectsPeople: true,
  visit: (_, report, operationAt) => {
    const look = (name: string, schema: JsonObject | undefined, place: string): 'taken' | 'scheme' | null => {
      if (!isCallbackName(name) || schema === undefined || !typesOf(schema).includes('string')) return null;
      if (!isSubscription(place)) return 'taken';
      return HTTPS_ONLY.test(String(schema.pattern)) ? null : 'scheme';
    };
    return {
      Paths: {
        Operation(node, context) {
          if (isInCallback(context)) return;
          const operation = operationAt(context);
          for (const { name, schema } of parametersOf(node, context)) {
            const target = isObject(schema) ? context.resolve<JsonObject>(schema).node : undefined;
            const found = look(String(name), target, operation);
            if (found !== null) report(context, found, { name: String(name), operation });
          }
          for (const { schema, location } of requestSchemas(plain(node), context)) {
            for (const [name, property] of Object.entries(isObject(schema.properties) ? schema.properties : {})) {
              if (!isObject(property)) continue;
              const target = context.resolve<JsonObject>(property, location.source.absoluteRef).node;
              const found = look(name, target, operation);
              if (found !== null) report({ ...context, location }, found, { name, operation }, ['properties', name]);
            }
          }
        },
      },
    };
  },
} satisfies Rule;

function isCallbackName(name: string): boolean {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
  return CALLBACK.test(words) && (ADDRESS.test(words) || /(call[-_]?back|web[-_]?hook|sink)$/.test(words));
}

/** Whether an operation is where receivers are registered once, so that an address can be proven before it is used. */
function isSubscription(operation: string): boolean {
  return /\/(web-?hooks?|subscriptions?|call-?backs?|endpoints?)(?=\/|$)/i.test(operation);
}
