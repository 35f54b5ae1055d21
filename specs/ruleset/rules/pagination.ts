import type { UserContext } from '@redocly/openapi-core';
import { isObject, type JsonObject } from '../../json/value.ts';
import { parametersOf } from '../parameters-of.ts';
import type { Rule } from '../rule.ts';
import { plain } from '../rule.ts';
import { typesOf } from '../schema-types.ts';

type Resolve = Pick<UserContext, 'resolve'>;

/** Whether the answer 200 is a list of things, or an object around one. */
function answersList(operation: JsonObject, context: Resolve): boolean {
  const [response, responseFile] = at(operation.responses, '200', context);
  const [media] = at(response?.content, 'application/json', context, responseFile);
  const [schema, schemaFile] = at(media, 'schema', context, responseFile);
  if (typesOf(schema).includes('array')) return holdsThings(schema, context, schemaFile);
  const [items, itemsFile] = at(schema?.properties, 'items', context, schemaFile);
  return typesOf(items).includes('array') && holdsThings(items, context, itemsFile);
}

function holdsThings(list: JsonObject | undefined, context: Resolve, file?: string): boolean {
  const [item] = at(list, 'items', context, file);
  return typesOf(item).includes('object') || isObject(item?.properties);
}

/** The entry of an object, with what it refers to, and the file it stands in. */
function at(
  holder: unknown,
  key: string,
  { resolve }: Resolve,
  from?: string,
): [JsonObject | undefined, string | undefined] {
  const entry = isObject(holder) ? holder[key] : undefined;
  if (!isObject(entry)) return [undefined, from];
  const { node, location } = resolve<JsonObject>(entry, from);
  return [isObject(node) ? node : undefined, location?.source.absoluteRef ?? from];
}

export default {
  category: 'lifecycle',
  requiredFrom: 'beta',
  points: 2,
  scope: 'operation',
  visit: (_, report, operationAt) => ({
    Paths: {
      Operation(node, context) {
        if (context.key !== 'get' || !answersList(plain(node), context)) return;
        const names = parametersOf(node, context).map(({ name }) => String(name).toLowerCase());
        if (names.some((name) => /cursor|page/.test(name)) && names.some((name) => /limit|size/.test(name))) return;
        report(context, 'missing', { operation: operationAt(context) });
      },
    },
  }),
} satisfies Rule;
