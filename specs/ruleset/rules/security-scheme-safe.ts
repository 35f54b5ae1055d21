import { isObject } from '../../json/value.ts';

import { plain, type Rule } from '../rule.ts';

export default {
  category: 'security',
  requiredFrom: 'alpha',
  points: 3,
  scope: 'service',
  protectsPeople: true,
  visit: (_, report) => ({
    SecurityScheme(node, context) {
      const scheme = plain(node);
      const name = String(context.key);
      const flows = isObject(scheme.flows) ? scheme.flows : {};
      if (scheme.type === 'http' && String(scheme.scheme).toLowerCase() === 'basic') report(context, 'basic', { name });
      if (scheme.type === 'apiKey' && scheme.in === 'query') report(context, 'query', { name });
      if (scheme.type === 'oauth2' && (flows.implicit || flows.password)) report(context, 'flow', { name });
    },
  }),
} satisfies Rule;
