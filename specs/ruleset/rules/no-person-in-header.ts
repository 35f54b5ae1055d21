import type { UserContext } from '@redocly/openapi-core';
import { isObject, type JsonObject } from '../../json/value.ts';
import { parameterSubjects } from '../parameter-subjects.ts';
import { personalMatcher } from '../personal-data.ts';
import { classesOfPeople } from '../protection-class.ts';
import { plain, type Rule } from '../rule.ts';

export default {
  category: 'security',
  requiredFrom: 'alpha',
  points: 2,
  scope: 'operation',
  visit: ({ personalTerms, dataClasses }, report) => {
    const ofPeople = classesOfPeople({ dataClasses });
    const { find } = personalMatcher(personalTerms);
    const holdsPerson = (name: string, holder: JsonObject, context: UserContext) =>
      parameterSubjects({ ...holder, name }, context).some(
        ({ name: part, schema }) =>
          ofPeople.has(String(schema['x-data-protection'])) || find(part.replace(/^x-/i, ''), schema) !== null,
      );
    return {
      Parameter(parameter, context) {
        if (parameter.in !== 'header' && parameter.in !== 'cookie') return;
        const name = String(parameter.name);
        if (holdsPerson(name, plain(parameter), context)) report(context, 'wrong', { name, place: parameter.in });
      },
      Response(response, context) {
        for (const [name, header] of Object.entries(isObject(response.headers) ? response.headers : {})) {
          const { node } = isObject(header) ? context.resolve<JsonObject>(header) : {};
          if (isObject(node) && holdsPerson(name, node, context))
            report(context, 'wrong', { name, place: 'header' }, ['headers', name]);
        }
      },
    };
  },
} satisfies Rule;
