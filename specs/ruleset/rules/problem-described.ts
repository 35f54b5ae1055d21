import { problemId } from '../../catalogue/problems.ts';
import { isObject } from '../../json/value.ts';
import type { Rule } from '../rule.ts';

export default {
  category: 'errors',
  requiredFrom: 'beta',
  points: 1,
  scope: 'operation',
  visit: ({ problemTypes }, report) => {
    const look = (value: unknown): string | null => {
      const type = isObject(value) ? value.type : undefined;
      // Of `about:blank` the status says all; an address of somewhere else is described there.
      if (typeof type !== 'string' || type === 'about:blank' || /^https?:\/\//i.test(type)) return null;
      const id = problemId(type);
      return id !== null && problemTypes.has(id) ? null : type;
    };
    return {
      MediaType(media, context) {
        if (context.key !== 'application/problem+json') return;
        const single = look(media.example);
        if (single !== null) report(context, 'unknown', { value: single }, ['example']);
        for (const [name, example] of Object.entries(isObject(media.examples) ? media.examples : {})) {
          const type = look(isObject(example) ? example.value : undefined);
          if (type !== null) report(context, 'unknown', { value: type }, ['examples', name]);
        }
      },
    };
  },
} satisfies Rule;
