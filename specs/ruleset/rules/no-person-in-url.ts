import { parameterSubjects } from '../parameter-subjects.ts';
import { personalMatcher } from '../personal-data.ts';
import { classesOfPeople } from '../protection-class.ts';
import { plain, type Rule } from '../rule.ts';

export default {
  category: 'security',
  requiredFrom: 'alpha',
  points: 3,
  scope: 'operation',
  protectsPeople: true,
  visit: ({ personalTerms, dataClasses }, report) => {
    const ofPeople = classesOfPeople({ dataClasses });
    const { find } = personalMatcher(personalTerms);
    return {
      Parameter(parameter, context) {
        if (parameter.in !== 'path' && parameter.in !== 'query') return;
        for (const { name, schema } of parameterSubjects(plain(parameter), context)) {
          const isMarked = ofPeople.has(String(schema['x-data-protection']));
          if (isMarked || find(name, schema) !== null)
            return report(context, 'wrong', { parameter: parameter.name, place: parameter.in });
        }
      },
    };
  },
} satisfies Rule;
