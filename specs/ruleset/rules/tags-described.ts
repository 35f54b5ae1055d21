import { objectsIn, stringsIn } from '../../json/value.ts';
import type { Rule } from '../rule.ts';

export default {
  category: 'metadata',
  requiredFrom: 'beta',
  points: 1,
  scope: 'operation',
  visit: (_, report, operationAt) => {
    const declared = new Set<string>();
    return {
      Root(root) {
        for (const { name } of objectsIn(root.tags)) declared.add(String(name));
      },
      Tag(tag, context) {
        if (!tag.description) report(context, 'undescribed', { name: tag.name });
      },
      Operation(operation, context) {
        const tags = stringsIn(operation.tags);
        const place = operationAt(context);
        if (tags.length === 0) report(context, 'untagged', { operation: place });
        for (const name of tags)
          if (!declared.has(name)) report(context, 'undeclared', { operation: place, name }, ['tags']);
      },
    };
  },
} satisfies Rule;
