import type { OpenApiDocument } from '../catalogue/model.ts';
import { isObject } from '../json/value.ts';

const REFERENCE = /"\$ref":"(#\/components\/schemas\/[^/"]+)(\/[^"]*)?"/g;
const FOREIGN = /"\$ref":"(?!#\/components\/schemas\/)/;

/**
 * References to schemas that are written alike in both documents, with all they refer to. Most are: who compares two large
 * specs passes over them.
 */
export function unchangedSchemas(base: OpenApiDocument, revision: OpenApiDocument): Set<string> {
  const [from, to] = [base.components?.schemas, revision.components?.schemas];
  const unchanged = new Set<string>();
  if (!isObject(from) || !isObject(to) || base.openapi !== revision.openapi) return unchanged;
  const users = new Map<string, string[]>();
  const changed: string[] = [];
  for (const [name, schema] of Object.entries(from)) {
    const reference = `#/components/schemas/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const text = JSON.stringify(schema) ?? '';
    for (const [, target = ''] of text.matchAll(REFERENCE))
      users.set(target, [...(users.get(target) ?? []), reference]);
    if (text === JSON.stringify(to[name]) && !FOREIGN.test(text)) unchanged.add(reference);
    else changed.push(reference);
  }
  // What refers to nothing that is known may mean anything.
  for (const target of users.keys()) if (!unchanged.has(target)) changed.push(target);
  for (let reference = changed.pop(); reference !== undefined; reference = changed.pop()) {
    for (const user of users.get(reference) ?? []) if (unchanged.delete(user)) changed.push(user);
  }
  return unchanged;
}
