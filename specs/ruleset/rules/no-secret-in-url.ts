import type { Rule } from '../rule.ts';
import { wordsOf } from '../words.ts';

const SECRET = new Set(['password', 'passwd', 'secret', 'token', 'apikey', 'pin', 'otp', 'credential', 'credentials']);

/** Endings of names that tell something about a secret. */
const ABOUT = /[a-z](Id|Type|Length|_(id|type|length))$/;

export default {
  category: 'security',
  requiredFrom: 'alpha',
  points: 3,
  scope: 'operation',
  protectsPeople: true,
  visit: (_, report) => ({
    Parameter(parameter, context) {
      if (parameter.in !== 'path' && parameter.in !== 'query') return;
      const words = wordsOf(String(parameter.name));
      // The token of a page is no secret.
      if (words.includes('page') || words.includes('next')) return;
      // Nor is what is said about a credential or a token, such as its id: it opens nothing.
      if (ABOUT.test(String(parameter.name))) return;
      if (words.some((word) => SECRET.has(word)))
        report(context, 'wrong', { parameter: parameter.name, place: parameter.in });
    },
  }),
} satisfies Rule;
