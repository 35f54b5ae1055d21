import type { JsonValue, OpenApiDocument } from '@dpi/specs/model';

/** Parts of a document that a mock has no use for. */
const LEFT_OUT = new Set(['servers', 'security', 'webhooks', 'tags']);

const KNOWN_DIALECT = /^https?:\/\/json-schema\.org\/draft\/(2019-09|2020-12)\/schema#?$/;
const MAX_HOPS = 100;

/**
 * A copy of the document that holds everything it refers to. References that lead out of the document, to nothing, or to
 * themselves become the schema `{}`, which allows anything, so that one of them does not take the whole service with it.
 */
export function toSelfContained(document: OpenApiDocument): OpenApiDocument {
  const resolves = new Map<string, boolean>();
  const copy = (value: unknown, isRoot: boolean): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => copy(item, false));
    const { $ref } = value as { $ref?: unknown };
    if (typeof $ref === 'string') {
      if (!resolves.has($ref)) resolves.set($ref, leadsSomewhere(document, $ref));
      if (resolves.get($ref) === false) return {};
    }
    const result: Record<string, unknown> = {};
    for (const [key, item] of Object.entries(value)) {
      if (isRoot && LEFT_OUT.has(key)) continue;
      if (isRoot && key === 'jsonSchemaDialect' && !KNOWN_DIALECT.test(String(item))) continue;
      if (key !== '__proto__') result[key] = copy(item, false);
    }
    return result;
  };
  return copy(document, true) as OpenApiDocument;
}

function leadsSomewhere(document: OpenApiDocument, reference: string): boolean {
  let value: unknown = { $ref: reference };
  for (let hop = 0; hop < MAX_HOPS; hop++) {
    const next = referenceIn(value);
    if (next === null) return true;
    value = resolve(document, next);
    if (value === undefined) return false;
  }
  return false;
}

/** The value at a pointer, through references on the way; `undefined` where there is none. */
function resolve(document: OpenApiDocument, reference: string, hops = 0): unknown {
  if (!reference.startsWith('#/') || hops > MAX_HOPS) return undefined;
  let value: unknown = document;
  for (const part of reference.slice(2).split('/')) {
    const through = referenceIn(value);
    if (through !== null) value = resolve(document, through, hops + 1);
    const key = decode(part);
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, JsonValue>)[key];
  }
  return value;
}

function referenceIn(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const { $ref } = value as { $ref?: unknown };
  return typeof $ref === 'string' ? $ref : null;
}

function decode(part: string): string {
  let text = part;
  try {
    text = decodeURIComponent(part);
  } catch {
    // A lone % means itself.
  }
  return text.replaceAll('~1', '/').replaceAll('~0', '~');
}
