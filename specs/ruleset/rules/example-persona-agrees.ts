import { contradictions, personaAsked } from '../contradictions.ts';
import type { Rule } from '../rule.ts';

/** Names of examples in which a difference is the point. */
const MEANT = /(^|-)(wrong|other|mismatch|differ|tolerant|spelling|correct|change|move|fraud|someone)/;
const SAYS_NO = /"(matched|matches|verified|valid|agrees)":false|"(mismatch|no-match|not-matched|differs)"/;

export default {
  category: 'examples',
  requiredFrom: 'alpha',
  points: 2,
  scope: 'operation',
  visit: ({ service, personas, languages }, report, operationAt) => {
    const owners = new Map(
      personas.flatMap((persona) => Object.values(persona.identifiers).map((id) => [id, persona])),
    );
    return {
      Paths: {
        Operation(_node, context) {
          const place = operationAt(context);
          const operation = service.operations.find(({ method, path }) => `${method.toUpperCase()} ${path}` === place);
          for (const { name, request, response } of operation?.examples ?? []) {
            const isRefused = response !== null && !response.status.startsWith('2');
            if (MEANT.test(name) || isRefused || SAYS_NO.test(JSON.stringify(response?.body ?? null))) continue;
            const sent = contradictions(request?.body, owners, languages);
            const got = contradictions(response?.body, owners, languages, personaAsked(request, owners));
            const places = [
              ['requestBody', 'content', request?.contentType ?? '', 'examples', name],
              ['responses', response?.status ?? '', 'content', response?.contentType ?? '', 'examples', name],
            ];
            for (const [index, untrue] of [sent, got].entries()) {
              for (const { persona, property, value, expected } of untrue)
                report(context, 'differs', { name, persona: persona.id, property, value, expected }, places[index]);
            }
          }
        },
      },
    };
  },
} satisfies Rule;
