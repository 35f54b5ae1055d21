import type { UserContext } from '@redocly/openapi-core';
import { isObject, type JsonObject } from '../../json/value.ts';
import { isInCallback } from '../operation-at.ts';
import { propertyNames } from '../property-names.ts';
import { plain, type Rule } from '../rule.ts';

const WRITES = new Set(['post', 'put', 'patch', 'delete']);
/** What a body holds that is itself the proof of who calls, as at a token endpoint (RFC 6749, section 4). */
const PROOFS = ['grant_type', 'client_secret', 'client_assertion', 'password', 'refresh_token'];

export default {
  category: 'security',
  requiredFrom: 'alpha',
  points: 3,
  scope: 'operation',
  protectsPeople: true,
  visit: (_, report, operationAt) => {
    let general: unknown;
    return {
      Root(root) {
        general = root.security;
      },
      Paths: {
        Operation(operation, context) {
          if (!WRITES.has(String(context.key)) || isInCallback(context)) return;
          const security = operation.security ?? general;
          // An operation that says nothing is a finding of `security-declared`.
          if (!Array.isArray(security) || carriesProof(plain(operation), context)) return;
          const place = operation.security === undefined ? [] : ['security'];
          const values = { operation: operationAt(context) };
          if (security.length === 0) report(context, 'open', values, place);
          else if (security.some((entry) => isObject(entry) && Object.keys(entry).length === 0))
            report(context, 'optional', values, place);
        },
      },
    };
  },
} satisfies Rule;

function carriesProof({ requestBody }: JsonObject, context: UserContext): boolean {
  if (!isObject(requestBody)) return false;
  const { node, location } = context.resolve<JsonObject>(requestBody);
  const contents = Object.values(isObject(node?.content) ? node.content : {});
  const names = contents.flatMap((media) =>
    isObject(media) ? [...propertyNames(media.schema, context, location?.source.absoluteRef)] : [],
  );
  return names.some((name) => PROOFS.includes(name));
}
