import type { Rule } from '../rule.ts';
import { wordsOf } from '../words.ts';

const SECRET = new Set(['password', 'passwd', 'secret', 'token', 'apikey', 'pin', 'otp', 'credential', 'credentials']);

export default {
  category: 'security',
  requiredFrom: 'alpha',
  points: 3,
  scope: 'operation',
  visit: (_, report) => ({
    Parameter(parameter, context) {
      if (parameter.in !== 'path' && parameter.in !== 'query') return;
      const words = wordsOf(String(parameter.name));
      // The token of a page is no secret.
      if (words.includes('page') || words.includes('next')) return;
      // Nor is the id of a credential or a token: it names the thing and opens nothing.
      if (words.at(-1) === 'id') return;
      if (words.some((word) => SECRET.has(word)))
        report(context, 'wrong', { parameter: parameter.name, place: parameter.in });
    },
  }),
} satisfies Rule;
