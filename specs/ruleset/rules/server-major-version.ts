import { versionOf } from '../../catalogue/read-service.ts';
import type { Rule } from '../rule.ts';

export default {
  category: 'design',
  requiredFrom: 'alpha',
  points: 2,
  scope: 'service',
  visit: ({ service }, report) => ({
    Info({ version }, context) {
      const major = versionOf(version);
      if (major !== service.version)
        report(context, 'folder', { value: String(version), expected: service.version }, ['version']);
    },
    Server({ url }, context) {
      const path = String(url)
        .replace(/[?#].*$/, '')
        .replace(/\/+$/, '');
      if (!path.endsWith(`/${service.version}`))
        report(context, 'server', { value: String(url), expected: service.version }, ['url']);
    },
  }),
} satisfies Rule;
