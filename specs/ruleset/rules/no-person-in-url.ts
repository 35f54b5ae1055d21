import { plain, type Rule } from '../rule.ts';
import { wordsOf } from '../words.ts';

const PERSONAL = new Set([
  'nid',
  'nationalid',
  'brn',
  'birthregistrationnumber',
  'tin',
  'ssn',
  'passport',
  'mobile',
  'msisdn',
  'phone',
  'email',
  'birthdate',
  'dob',
  'firstname',
  'lastname',
  'fullname',
  'biometric',
]);

export default {
  category: 'security',
  requiredFrom: 'alpha',
  points: 3,
  scope: 'operation',
  visit: (_, report) => ({
    Parameter(parameter, context) {
      if (parameter.in !== 'path' && parameter.in !== 'query') return;
      const schema = parameter.schema === undefined ? undefined : context.resolve(plain(parameter.schema)).node;
      const personal = ['personal', 'sensitive'].includes(String(schema?.['x-data-protection']));
      if (personal || wordsOf(String(parameter.name)).some((word) => PERSONAL.has(word))) {
        report(context, 'wrong', { parameter: parameter.name, place: parameter.in });
      }
    },
  }),
} satisfies Rule;
