import { isObject } from '../../json/value.ts';
import { isInCallback } from '../operation-at.ts';
import { requestSchemas } from '../request-schemas.ts';
import { plain, type Rule } from '../rule.ts';
import { nameIn } from '../schema-name.ts';

export default {
  category: 'data',
  requiredFrom: 'stable',
  points: 1,
  scope: 'operation',
  visit: ({ service }, report) => {
    // Only there a composed object can be closed: `additionalProperties` sees its own `properties` alone.
    const knowsUnevaluated = !service.document.openapi.startsWith('3.0');
    return {
      Paths: {
        Operation(operation, context) {
          if (isInCallback(context)) return;
          for (const { schema, location, isPart } of requestSchemas(plain(operation), context)) {
            const isComposed = Array.isArray(schema.allOf);
            // What closes a part is said where the parts stand together.
            if (isPart || (isComposed ? !knowsUnevaluated : !isObject(schema.properties))) continue;
            const { additionalProperties, unevaluatedProperties } = schema;
            if (unevaluatedProperties === false) continue;
            if (!isComposed && additionalProperties !== undefined && additionalProperties !== true) continue;
            const message = isComposed ? 'composed' : 'open';
            report({ ...context, location }, message, { name: nameIn(location.pointer) });
          }
        },
      },
    };
  },
} satisfies Rule;
