import type { Rule } from '../rule.ts';

export default {
  category: 'lifecycle',
  requiredFrom: 'alpha',
  points: 2,
  scope: 'service',
  inspect: ({ service, changelog }, report) => {
    if (changelog === null) return report('missing');
    const headings = changelog.split('\n').filter((line) => /^#{1,3}\s/.test(line));
    const version = RegExp.escape(service.release);
    if (!headings.some((line) => new RegExp(`(^|[^\\d.])${version}(?![\\d.])`).test(line)))
      report('entry', { value: service.release });
  },
} satisfies Rule;
