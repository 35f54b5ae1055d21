import { createRequire } from 'node:module';
import { isObject } from '../catalogue/data-file.ts';
import type { JsonObject } from '../catalogue/model.ts';
import { keysOf } from '../json/pointer.ts';

// The Ajv that Redocly checks examples with; Redocly gives no access to its instances.
const redoclyRequire = createRequire(createRequire(import.meta.url).resolve('@redocly/openapi-core'));

/** What Ajv compiles a keyword with; only what is used here. */
interface KeywordContext {
  schema: JsonObject;
  parentSchema: JsonObject;
  it: { self: object; schemaEnv: { root: unknown }; baseId: string };
}

let isInUse = false;

/**
 * Lets Redocly's check of examples read discriminators as OpenAPI has them: the value is the name of the schema where no
 * mapping, `const` or `enum` says otherwise, and one in a parent lists no alternatives. To be called before the first check.
 */
export function useDiscriminatorNames(): void {
  if (isInUse) return;
  isInUse = true;
  const { default: keyword } = redoclyRequire('@redocly/ajv/dist/vocabularies/discriminator/index.js');
  const { resolveRef } = redoclyRequire('@redocly/ajv/dist/compile/index.js');
  const { code } = keyword;
  keyword.code = (context: KeywordContext) => {
    const { schema, parentSchema, it } = context;
    const variants = parentSchema.oneOf ?? parentSchema.anyOf;
    if (!Array.isArray(variants)) return;
    const mapping: JsonObject = { ...(isObject(schema.mapping) ? schema.mapping : {}) };
    for (const variant of variants) {
      const reference = isObject(variant) ? variant.$ref : undefined;
      if (typeof reference !== 'string') continue;
      const name = keysOf(reference.slice(reference.indexOf('#')))?.at(-1) ?? '';
      const values = Object.keys(mapping).filter((value) => mapping[value] === reference || mapping[value] === name);
      for (const value of values) mapping[value] = reference;
      if (values.length > 0) continue;
      const found = resolveRef.call(it.self, it.schemaEnv.root, it.baseId, reference);
      const target: unknown = isObject(found) && 'schema' in found ? found.schema : found;
      if (!hasFixedValue(target, String(schema.propertyName))) mapping[name] = reference;
    }
    context.schema = { ...schema, mapping };
    code(context);
  };
}

function hasFixedValue(schema: unknown, property: string): boolean {
  if (!isObject(schema)) return false;
  const own = isObject(schema.properties) ? schema.properties[property] : undefined;
  if (isObject(own)) return own.const !== undefined || own.enum !== undefined;
  return Array.isArray(schema.allOf) && schema.allOf.some((part) => hasFixedValue(part, property));
}
