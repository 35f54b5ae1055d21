import { isObject } from '../../json/value.ts';
import type { Rule } from '../rule.ts';

export default {
  category: 'errors',
  requiredFrom: 'alpha',
  points: 1,
  scope: 'operation',
  visit: (_, report) => ({
    Responses(responses, context) {
      for (const [status, response] of Object.entries(responses)) {
        if (!/^\d{3}$/.test(status) || !isObject(response) || '$ref' in response) continue;
        const content = isObject(response.content) ? response.content : {};
        const media = content['application/problem+json'];
        if (!isObject(media) || !isObject(media.examples)) continue;
        for (const [name, example] of Object.entries(media.examples)) {
          const value = isObject(example) && isObject(example.value) ? example.value.status : undefined;
          if (value === undefined || String(value) === status) continue;
          report(context, 'wrong', { name, value: String(value), status }, [status]);
        }
      }
    },
  }),
} satisfies Rule;
