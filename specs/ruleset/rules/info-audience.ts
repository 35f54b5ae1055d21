import { plain, type Rule } from '../rule.ts';

export default {
  category: 'metadata',
  requiredFrom: 'alpha',
  points: 1,
  scope: 'service',
  visit: (_, report) => ({
    Info(info, context) {
      const audience = plain(info)['x-audience'];
      if (audience === undefined) report(context, 'missing');
      else if (
        !Array.isArray(audience) ||
        audience.length === 0 ||
        audience.some((entry) => typeof entry !== 'string')
      ) {
        report(context, 'wrong', {}, ['x-audience']);
      }
    },
  }),
} satisfies Rule;
