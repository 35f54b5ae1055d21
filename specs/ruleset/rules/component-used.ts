import type { Location } from '@redocly/openapi-core';
import { isObject } from '../../json/value.ts';
import type { Rule } from '../rule.ts';

const KINDS = [
  'schemas',
  'responses',
  'parameters',
  'examples',
  'requestBodies',
  'headers',
  'links',
  'callbacks',
  'pathItems',
];

export default {
  category: 'design',
  requiredFrom: 'stable',
  points: 1,
  scope: 'service',
  visit: (_, report) => {
    const declared: { location: Location; kind: string; name: string }[] = [];
    const used = new Set<string>();
    const schemes = new Set<string>();
    return {
      ref(node, { resolve }) {
        const { location } = resolve(node);
        // A reference into a component uses it.
        const [, component] = /^(.*#\/components\/[^/]+\/[^/]+)/.exec(location?.absolutePointer ?? '') ?? [];
        if (component !== undefined) used.add(component);
      },
      Discriminator({ mapping }, { location: { source } }) {
        // By name, or by a reference; what stands in another file is no component of this one.
        for (const target of Object.values(isObject(mapping) ? mapping : {}))
          used.add(
            `${source.absoluteRef}#/components/schemas/${String(target).replace(/^#\/components\/schemas\//, '')}`,
          );
      },
      SecurityRequirement(requirement) {
        for (const name of Object.keys(requirement)) schemes.add(name);
      },
      Components(components, { location }) {
        for (const [kind, entries] of Object.entries(components)) {
          if (!isObject(entries) || !(KINDS.includes(kind) || kind === 'securitySchemes')) continue;
          for (const name of Object.keys(entries))
            declared.push({ location: location.child([kind, name]), kind, name });
        }
      },
      Root: {
        leave(_root, context) {
          for (const { location, kind, name } of declared) {
            const isUsed = kind === 'securitySchemes' ? schemes.has(name) : used.has(location.absolutePointer);
            if (!isUsed) report({ ...context, location }, 'unused', { name, kind });
          }
        },
      },
    };
  },
} satisfies Rule;
