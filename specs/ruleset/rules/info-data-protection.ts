import type { Location } from '@redocly/openapi-core';
import { isObject } from '../../json/value.ts';
import { personalMatcher } from '../personal-data.ts';
import { objectName, propertiesOf } from '../protection-class.ts';
import { plain, type Rule } from '../rule.ts';
import { shown } from '../shown.ts';

export default {
  category: 'metadata',
  requiredFrom: 'alpha',
  points: 2,
  scope: 'service',
  visit: ({ personalTerms, dataClasses }, report) => {
    const classes = dataClasses.map(({ id }) => id);
    const [mildest = ''] = classes;
    const { among } = personalMatcher(personalTerms);
    const personal = new Set<string>();
    let info: Location | null = null;
    return {
      Info(node, context) {
        const value = plain(node)['x-data-protection'];
        if (value === undefined) report(context, 'missing');
        else if (typeof value !== 'string' || !classes.includes(value))
          report(context, 'unknown', { value: shown(value), classes: classes.join(', ') }, ['x-data-protection']);
        else if (value === mildest) info = context.location;
      },
      Schema(node, context) {
        const schema = plain(node);
        if (!isObject(schema.properties)) return;
        for (const name of among(propertiesOf(schema, context), objectName(context)).keys()) personal.add(name);
      },
      Root: {
        leave(_root, context) {
          const [first] = personal;
          if (info === null || first === undefined) return;
          report({ ...context, location: info }, 'public', { property: first, count: personal.size, class: mildest }, [
            'x-data-protection',
          ]);
        },
      },
    };
  },
} satisfies Rule;
