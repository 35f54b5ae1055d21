import { contradictions } from '../contradictions.ts';
import type { Rule } from '../rule.ts';
import { operationAt } from '../rule.ts';

/** Names of examples in which a difference is the point. */
const MEANT = /wrong|other|mismatch|differ|tolerant|spelling|correct|change|move|fraud|someone/;
const SAYS_NO = /"(matched|matches|verified|valid|agrees)":false/;

export default {
  category: 'examples',
  requiredFrom: 'alpha',
  points: 2,
  scope: 'operation',
  visit: ({ service, personas }, report) => {
    const owners = new Map(
      personas.flatMap((persona) => Object.values(persona.identifiers).map((id) => [id, persona])),
    );
    return {
      Paths: {
        Operation(_node, context) {
          const place = operationAt(context.location.absolutePointer) ?? '';
          const operation = service.operations.find(({ method, path }) => `${method.toUpperCase()} ${path}` === place);
          for (const { name, request, response } of operation?.examples ?? []) {
            if (MEANT.test(name) || !response?.status.startsWith('2') || SAYS_NO.test(JSON.stringify(response.body)))
              continue;
            for (const body of [request?.body, response.body]) {
              for (const { persona, property, value, expected } of contradictions(body, owners)) {
                report(context, 'differs', { name, persona: persona.id, property, value, expected });
              }
            }
          }
        },
      },
    };
  },
} satisfies Rule;
