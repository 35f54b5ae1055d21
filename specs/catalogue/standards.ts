import { relative } from 'node:path';
import { isObject, type JsonObject, objectsIn, stringOr, stringOrNull } from '../json/value.ts';
import { bundleSpec } from './bundle.ts';
import { pageNameIn, readDataFile } from './data-file.ts';
import type { Schema, Service, Standard } from './model.ts';
import { SchemaCollector } from './schemas.ts';
import { serviceReference } from './service-reference.ts';
import { entriesInside } from './tree-files.ts';

/** Parts of a file of standards, as in the components of OpenAPI, and what their members are. */
const SECTIONS = { schemas: 'schema', parameters: 'parameter', headers: 'header' } as const;

/** A standard before it is known who uses it. */
export type StandardText = Omit<Standard, 'usedBy'>;

/** Reads what is shared and has an `x-standard` id in its schema, in one language. */
export async function readStandards(dir: string, overlays: string[]): Promise<StandardText[]> {
  const standards: StandardText[] = [];
  for (const { path: folder, kind } of await entriesInside([dir], dir)) {
    if (kind !== 'folder') continue;
    for (const { name, path: file } of await entriesInside([dir], folder)) {
      if (!/^[\w-]+\.yaml$/.test(name)) continue;
      standards.push(...(await standardsIn(file, relative(dir, file), overlays, dir)));
    }
  }
  return standards;
}

/** Adds to each standard the services that use it. */
export function withUses(standards: StandardText[], services: Service[]): Standard[] {
  const used = services.map((service) => ({ key: serviceReference(service), ids: standardsOf(service) }));
  return standards.map((standard) => ({
    ...standard,
    usedBy: used
      .filter(({ ids }) => ids.has(standard.kind === 'field' ? (standard.name ?? '') : standard.id))
      .map(({ key }) => key),
  }));
}

/** Ids of the standards that a service refers to, and names of the fields that its spec has. */
function standardsOf({ schemas, operations, webhooks, document }: Service): Set<string> {
  const inSchemas: Schema[] = [
    ...Object.values(schemas),
    ...[...operations, ...webhooks].flatMap(({ parameters }) => parameters.map(({ schema }) => schema)),
    ...operations.flatMap(({ responses }) => responses.flatMap(({ headers }) => headers.map(({ schema }) => schema))),
  ];
  const paths = valuesOf(document.paths).flatMap((item) => objectsIn(valuesOf(item)));
  return new Set([
    ...inSchemas.flatMap(({ 'x-standard': id }) => id ?? []),
    ...objectsIn([document.info, ...paths]).flatMap((holder) => Object.keys(holder)),
  ]);
}

function valuesOf(mapping: unknown): unknown[] {
  return isObject(mapping) ? Object.values(mapping) : [];
}

async function standardsIn(file: string, source: string, overlays: string[], root: string): Promise<StandardText[]> {
  const data = await readDataFile(file, [root]);
  const components: JsonObject = {};
  for (const section of Object.keys(SECTIONS)) {
    const names = Object.keys(isObject(data[section]) ? data[section] : {});
    components[section] = Object.fromEntries(names.map((name) => [name, { $ref: `${file}#/${section}/${name}` }]));
  }
  const info = { title: 'Standards', version: '1.0.0' };
  const holder = { openapi: '3.1.0', info, paths: {}, components };
  const text = JSON.stringify(holder);
  const { document } = await bundleSpec({ file: `${file}.bundle.json`, text }, overlays, [root]);
  if (document === null) return [];
  const collector = new SchemaCollector(document);
  return Object.entries(SECTIONS).flatMap(([section, kind]) =>
    Object.keys(components[section] as JsonObject).flatMap((key): StandardText[] => {
      const part = document.components?.[section]?.[key];
      if (!isObject(part)) return [];
      const schema = kind === 'schema' ? (collector.schemas[key] ?? {}) : collector.read(part.schema);
      const id = schema['x-standard'];
      if (id === undefined) return [];
      pageNameIn(file, id);
      const field = stringOrNull(schema['x-field']);
      return [
        {
          id,
          kind: field === null ? kind : 'field',
          name: field ?? stringOrNull(part.name ?? part['x-name']),
          source: `${source}#/${section}/${key}`,
          title: stringOr(schema.title, key),
          description: stringOr(part.description, ''),
          schema,
        },
      ];
    }),
  );
}
