import type { Location, UserContext } from '@redocly/openapi-core';
import { placeKind } from '../catalogue/data-places.ts';
import type { OpenApiDocument, Schema } from '../catalogue/model.ts';
import { unused } from '../catalogue/page-name.ts';
import { SchemaCollector } from '../catalogue/schemas.ts';
import { keysOfLocation } from '../json/redocly-pointer.ts';
import { isObject, type JsonObject, type JsonValue } from '../json/value.ts';
import { componentReference } from '../schema/index.ts';

type Resolve = UserContext['resolve'];

/** The value at a place of a source, with every digit of its numbers. */
export type ReadExactly = (location: Location, node: unknown) => unknown;

/**
 * The schemas of a document as the catalogue holds them, whatever files they stand in. The components of the document keep their
 * names, and what is referred to elsewhere gets one of its own.
 */
export class ExampleSchemas {
  /** By name. */
  readonly schemas: Record<string, Schema>;
  readonly #names = new Map<string, string>();
  readonly #copied: Record<string, JsonObject> = {};
  readonly #taken = new Set<string>();
  readonly #read = new Map<string, Schema>();
  readonly #copies: (() => void)[] = [];
  readonly #resolve: Resolve;
  readonly #readExactly: ReadExactly;

  /** @param examined schemas of examples: their references are followed */
  constructor(
    root: { node: JsonObject; location: Location },
    examined: SchemaNode[],
    resolve: Resolve,
    readExactly: ReadExactly,
  ) {
    this.#resolve = resolve;
    this.#readExactly = readExactly;
    const components = isObject(root.node.components) ? root.node.components.schemas : undefined;
    const own = Object.entries(isObject(components) ? components : {});
    const place = (name: string) => root.location.child(['components', 'schemas', name]);
    for (const [name] of own) {
      this.#taken.add(name.toLowerCase());
      this.#take(name, place(name));
    }
    for (const [name, node] of own) this.#define(name, node, place(name));
    const copies = examined.map(({ node, location }) => this.#copyOf(node, location));
    // What is copied may refer to more, which is added to the list while it is walked.
    for (const copy of this.#copies) copy();
    const document = { openapi: String(root.node.openapi), info: {}, components: { schemas: this.#copied } };
    const collector = new SchemaCollector(document as OpenApiDocument);
    this.schemas = collector.schemas;
    for (const [index, { location }] of examined.entries())
      this.#read.set(location.absolutePointer, collector.read(copies[index]));
  }

  /** One of the examined schemas. */
  at({ location }: SchemaNode): Schema {
    return this.#read.get(location.absolutePointer) ?? {};
  }

  /** A component is referred to, because what its discriminator says depends on its name. */
  #copyOf(node: unknown, location: Location): JsonValue {
    const name = this.#names.get(location.absolutePointer);
    return name === undefined ? this.#copy(this.#readExactly(location, node), location) : reference(name);
  }

  #copy(node: unknown, location: Location): JsonValue {
    if (Array.isArray(node)) return node.map((item) => this.#copy(item, location));
    if (!isObject(node)) return node as JsonValue;
    const copy = this.#copyMembers(node, location, 'object');
    if (typeof node.$ref === 'string') {
      const name = this.#target(node.$ref, location);
      if (name === null) delete copy.$ref;
      else copy.$ref = reference(name).$ref;
    }
    const { discriminator } = copy;
    if (isObject(discriminator) && isObject(discriminator.mapping)) {
      const mapping = Object.entries(discriminator.mapping).map(([value, target]) => [
        value,
        typeof target === 'string' ? this.#mapped(target, location) : target,
      ]);
      copy.discriminator = { ...discriminator, mapping: Object.fromEntries(mapping) };
    }
    return copy;
  }

  #copyMembers(node: JsonObject, location: Location, kind: 'object' | 'names'): JsonObject {
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) => {
        const inside = placeKind(kind, key, value);
        if (inside === 'names' && isObject(value)) return [key, this.#copyMembers(value, location, inside)];
        return [key, inside === 'data' ? value : this.#copy(value, location)];
      }),
    );
  }

  /** A value of a mapping is the name of a schema, or a reference. */
  #mapped(target: string, location: Location): string {
    if (Object.hasOwn(this.#copied, target)) return target;
    const name = this.#target(target, location) ?? this.#target(componentReference(target), location);
    return name === null ? target : reference(name).$ref;
  }

  /** The name of what a reference leads to; `null` where it leads nowhere. */
  #target($ref: string, { source }: Location): string | null {
    const found = this.#resolve<object>({ $ref }, source.absoluteRef);
    // A reference with keywords beside it, which another reference leads to, counts with them.
    const { node, location } = found.chain?.[0] ?? found;
    if (location === undefined) return null;
    const known = this.#names.get(location.absolutePointer);
    if (known !== undefined) return known;
    const own = keysOfLocation(location.pointer).at(-1) ?? fileName(location.source.absoluteRef);
    const name = unused(own, this.#taken);
    this.#take(name, location);
    this.#define(name, node, location, own);
    return name;
  }

  #take(name: string, { absolutePointer }: Location): void {
    this.#names.set(absolutePointer, name);
    this.#copied[name] = {};
  }

  #define(name: string, node: unknown, location: Location, own = name): void {
    this.#copies.push(() => {
      const copy = this.#copy(this.#readExactly(location, node), location);
      this.#copied[name] = (own === name || !isObject(copy) ? copy : { ...copy, 'x-name': own }) as JsonObject;
    });
  }
}

export interface SchemaNode {
  node: unknown;
  location: Location;
}

function reference(name: string): { $ref: string } {
  return { $ref: componentReference(name) };
}

/** `/specs/standards/money.yaml` is `money`, as bundlers call a schema that is a whole file. */
function fileName(path: string): string {
  return (path.split('/').at(-1) ?? '').replace(/\.[^.]+$/, '');
}
