import { isObject, type JsonObject } from '../../json/value.ts';
import { personalMatcher } from '../personal-data.ts';
import { classOf, objectName, propertiesOf } from '../protection-class.ts';
import { plain, type Rule } from '../rule.ts';

export default {
  category: 'security',
  requiredFrom: 'beta',
  points: 2,
  scope: 'operation',
  visit: ({ personalTerms, dataClasses }, report) => {
    const mildest = dataClasses[0]?.id;
    const { among } = personalMatcher(personalTerms);
    return {
      Schema(node, context) {
        const schema = plain(node);
        // What is marked as a whole is marked in its parts.
        if (!isObject(schema.properties) || typeof schema['x-data-protection'] === 'string') return;
        const found = among(propertiesOf(schema, context), objectName(context));
        for (const name of found.keys()) {
          const declared = classOf(schema.properties[name] as JsonObject, context);
          if (declared === null) report(context, 'missing', { property: name }, ['properties', name]);
          else if (declared === mildest)
            report(context, 'public', { property: name, class: declared }, ['properties', name]);
        }
      },
    };
  },
} satisfies Rule;
