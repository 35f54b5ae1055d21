import { dirname, join, relative } from 'node:path';
import type { Schema, Standard } from '../../catalogue/model.ts';
import { isObject, type JsonObject, stringsIn } from '../../json/value.ts';
import { plain, type Rule } from '../rule.ts';
import { schemaName } from '../schema-name.ts';
import { typesOf } from '../schema-types.ts';
import { wordsOf } from '../words.ts';

/** So many digits, and nothing else: many things have such numbers. */
const COMMON = /^\^(\\d|\[0-9\]|\[0-9a-f\])\{\d+\}\$$/;

export default {
  category: 'data',
  requiredFrom: 'beta',
  points: 2,
  scope: 'operation',
  visit: (subject, report) => {
    // A parameter or header of one form with a standard one is its own: what is standard there is its name.
    const standards = subject.standards.filter(({ kind }) => kind === 'schema');
    const byName = new Map(standards.map((standard) => [standard.id.replaceAll('-', ''), standard]));
    return {
      Schema(node, context) {
        const schema = plain(node);
        if (schema['x-standard'] !== undefined) return;
        const name = schemaName(context);
        const words = wordsOf(name);
        const copied = standards.find(
          ({ id, schema: { pattern } }) =>
            pattern !== undefined &&
            pattern === schema.pattern &&
            (!COMMON.test(pattern) || words.includes(id.split('-')[0] ?? '')),
        );
        const values = ({ id, source }: Standard) => ({
          name,
          standard: id,
          reference: relative(dirname(context.location.source.absoluteRef), join(subject.standardsDir, source)),
        });
        if (copied !== undefined) return report(context, 'copied', values(copied));
        const named = isNamed(context.location.pointer) ? byName.get(words.at(-1) ?? '') : undefined;
        if (named !== undefined && isLike(schema, named.schema)) report(context, 'named', values(named));
      },
    };
  },
} satisfies Rule;

/** Whether a place is a component or a property, not a part of one such as its items. */
function isNamed(pointer: string): boolean {
  return /\/(properties|components\/schemas)\/[^/]+$/.test(pointer);
}

/** Whether a schema of the same name is meant for the same: of its type, with its members, or with values of its list. */
function isLike(schema: JsonObject, standard: Schema): boolean {
  if (!typesOf(standard).some((type) => typesOf(schema).includes(type))) return false;
  const members = isObject(schema.properties) ? schema.properties : {};
  if (!(standard.required ?? []).every((name) => name in members)) return false;
  const values = stringsIn(schema.enum).map((value) => value.toLowerCase());
  return (
    values.length === 0 || standard.enum === undefined || standard.enum.some((value) => values.includes(String(value)))
  );
}
