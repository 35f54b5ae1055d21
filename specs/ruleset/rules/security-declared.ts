import type { Rule } from '../rule.ts';

export default {
  category: 'security',
  requiredFrom: 'draft',
  points: 3,
  scope: 'operation',
  protectsPeople: true,
  visit: ({ service }, report, operationAt) => {
    let everywhere = false;
    return {
      Root(root) {
        everywhere = Array.isArray(root.security);
      },
      Paths: {
        Operation(operation, context) {
          if (everywhere || Array.isArray(operation.security)) return;
          report(context, 'missing', { operation: operationAt(context) });
        },
      },
      SecurityRequirement(requirement, context) {
        for (const name of Object.keys(requirement))
          if (!Object.hasOwn(service.securitySchemes, name)) report(context, 'unknown', { name }, [name]);
      },
    };
  },
} satisfies Rule;
