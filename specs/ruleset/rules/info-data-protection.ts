import type { Location } from '@redocly/openapi-core';
import { isObject } from '../../json/value.ts';
import { personalMatcher } from '../personal-data.ts';
import { objectName, propertiesOf } from '../protection-class.ts';
import { plain, type Rule } from '../rule.ts';
import { shown } from '../shown.ts';

const CLASSES = ['public', 'internal', 'personal', 'sensitive'];

export default {
  category: 'metadata',
  requiredFrom: 'alpha',
  points: 2,
  scope: 'service',
  visit: ({ personalTerms }, report) => {
    const { among } = personalMatcher(personalTerms);
    const personal = new Set<string>();
    let info: Location | null = null;
    return {
      Info(node, context) {
        const value = plain(node)['x-data-protection'];
        if (value === undefined) report(context, 'missing');
        else if (typeof value !== 'string' || !CLASSES.includes(value))
          report(context, 'unknown', { value: shown(value) }, ['x-data-protection']);
        else if (value === 'public') info = context.location;
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
          report({ ...context, location: info }, 'public', { property: first, count: personal.size }, [
            'x-data-protection',
          ]);
        },
      },
    };
  },
} satisfies Rule;
