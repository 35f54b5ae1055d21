import { propertyNames } from '../property-names.ts';
import type { Rule } from '../rule.ts';

/** Members of RFC 9457 that callers rely on. */
const MEMBERS = ['type', 'title', 'status', 'detail'];

export default {
  category: 'errors',
  requiredFrom: 'alpha',
  points: 2,
  scope: 'operation',
  visit: (_, report) => ({
    MediaType(media, context) {
      if (context.key !== 'application/problem+json') return;
      const names = media.schema === undefined ? new Set() : propertyNames(media.schema, context);
      const missing = MEMBERS.filter((name) => !names.has(name));
      if (missing.length > 0) report(context, 'missing', { names: missing.join(', ') });
    },
  }),
} satisfies Rule;
