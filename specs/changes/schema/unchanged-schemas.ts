import type { OpenApiDocument } from '../../catalogue/model.ts';
import { keysOf, pointerTo } from '../../json/pointer.ts';
import { isObject } from '../../json/value.ts';

const REFERENCE = /"\$ref":("#\/components\/schemas\/(?:[^"\\]|\\.)*")/g;
const FOREIGN = /"\$ref":"(?!#\/components\/schemas\/)/;

/**
 * `#` and the JSON Pointer of schemas that are written alike in both documents, with all they refer to. Most are: who compares
 * two large specs passes over them.
 */
export function unchangedSchemas(base: OpenApiDocument, revision: OpenApiDocument): Set<string> {
  const [from, to] = [base.components?.schemas, revision.components?.schemas];
  if (!isObject(from) || !isObject(to) || base.openapi !== revision.openapi) return new Set();
  const unchanged = new Set<string>();
  const users = new Map<string, string[]>();
  const changed: string[] = [];
  for (const [name, schema] of Object.entries(from)) {
    const text = JSON.stringify(schema) ?? '';
    for (const [, reference = '""'] of text.matchAll(REFERENCE)) {
      const [, , target = ''] = keysOf(JSON.parse(reference)) ?? [];
      users.set(target, [...(users.get(target) ?? []), name]);
    }
    if (text === JSON.stringify(to[name]) && !FOREIGN.test(text)) unchanged.add(name);
    else changed.push(name);
  }
  // What refers to nothing that is known may mean anything.
  for (const target of users.keys()) if (!unchanged.has(target)) changed.push(target);
  for (let name = changed.pop(); name !== undefined; name = changed.pop()) {
    for (const user of users.get(name) ?? []) if (unchanged.delete(user)) changed.push(user);
  }
  return new Set([...unchanged].map((name) => `#${pointerTo(['components', 'schemas', name])}`));
}
