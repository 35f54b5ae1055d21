import { classesOfPeople } from '../protection-class.ts';
import type { Rule } from '../rule.ts';

export default {
  category: 'examples',
  requiredFrom: 'beta',
  points: 1,
  scope: 'service',
  inspect: ({ service, dataClasses }, report) => {
    const isAboutPeople = classesOfPeople({ dataClasses }).has(service.dataProtection ?? '');
    if (!isAboutPeople || service.operations.length === 0) return;
    if (!service.operations.some(({ examples }) => examples.some(({ personas }) => personas.length > 0)))
      report('missing');
  },
} satisfies Rule;
