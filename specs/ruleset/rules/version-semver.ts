import type { Rule } from '../rule.ts';

/** Semantic Versioning 2.0.0. */
const SEMVER = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/;

export default {
  category: 'metadata',
  requiredFrom: 'draft',
  points: 2,
  scope: 'service',
  visit: (_, report) => ({
    Info(info, context) {
      if (!SEMVER.test(String(info.version ?? '')))
        report(context, 'wrong', { value: String(info.version ?? '') }, ['version']);
    },
  }),
} satisfies Rule;
