import { keysOfLocation } from '../../json/redocly-pointer.ts';
import { objectsIn } from '../../json/value.ts';
import { plain, type Rule } from '../rule.ts';
import { keywordsOf, multiplyingSchemas } from '../schema-cost.ts';
import { schemaName } from '../schema-name.ts';

/** More takes some tenths of a second to prepare, before the first value is checked. */
const MAX_KEYWORDS = 1000;
const MAX_ALTERNATIVES = 100;

export default {
  category: 'data',
  requiredFrom: 'alpha',
  points: 2,
  scope: 'operation',
  visit: ({ service }, report) => {
    const multiplying = multiplyingSchemas(service.schemas);
    const reported = new Set<string>();
    return {
      Schema(node, context) {
        const schema = plain(node);
        const { pointer, source } = context.location;
        const [section, kind, component, ...below] = keysOfLocation(pointer);
        const isComponent = section === 'components' && kind === 'schemas' && below.length === 0;
        const factor = isComponent ? multiplying.get(component ?? '') : undefined;
        if (factor !== undefined)
          report(context, 'multiplies', { name: schemaName(context), factor, total: factor ** 10 });
        for (const keyword of ['oneOf', 'anyOf']) {
          const count = objectsIn(schema[keyword]).length;
          if (count > MAX_ALTERNATIVES && !('discriminator' in schema))
            report(context, 'wide', { name: schemaName(context), keyword, count, most: MAX_ALTERNATIVES }, [keyword]);
        }
        // Of schemas in each other the outermost says it for all.
        const isInside = () =>
          pointer.split('/').some((_, index, keys) => {
            return index > 0 && reported.has(`${source.absoluteRef}${keys.slice(0, index).join('/')}`);
          });
        const keywords = keywordsOf(schema);
        if (keywords <= MAX_KEYWORDS || isInside()) return;
        reported.add(`${source.absoluteRef}${pointer}`);
        report(context, 'large', { name: schemaName(context), keywords, most: MAX_KEYWORDS });
      },
    };
  },
} satisfies Rule;
