import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { bundleSpec } from './bundle.ts';
import { isObject, readDataFile, stringOr } from './data-file.ts';
import type { Service, Standard } from './model.ts';
import { SchemaCollector } from './schemas.ts';

/** A standard before it is known who uses it. */
export type StandardText = Omit<Standard, 'usedBy'>;

/** Reads the shared schemas that carry an `x-standard` id, in one language. */
export async function readStandards(dir: string, overlays: string[]): Promise<StandardText[]> {
  const standards: StandardText[] = [];
  for (const version of await foldersIn(dir)) {
    const folder = join(dir, version);
    for (const name of (await readdir(folder)).filter((file) => /^[\w-]+\.yaml$/.test(file)).sort()) {
      const file = join(folder, name);
      const { schemas } = await readDataFile(file);
      if (!isObject(schemas)) continue;
      const bundled = await bundleSchemas(file, Object.keys(schemas), overlays, dir);
      for (const key of Object.keys(schemas)) {
        const schema = bundled[key];
        const id = schema?.['x-standard'];
        if (schema === undefined || id === undefined) continue;
        standards.push({
          id,
          source: `${relative(dir, file)}#/schemas/${key}`,
          title: stringOr(schema.title, key),
          description: stringOr(schema.description, ''),
          schema,
        });
      }
    }
  }
  return standards;
}

/** Adds to each standard the services that use it. */
export function withUses(standards: StandardText[], services: Service[]): Standard[] {
  return standards.map((standard) => ({
    ...standard,
    usedBy: services
      .filter((service) => Object.values(service.schemas).some((schema) => schema['x-standard'] === standard.id))
      .map((service) => `${service.id}/${service.version}`),
  }));
}

async function bundleSchemas(file: string, names: string[], overlays: string[], root: string) {
  const schemas = Object.fromEntries(names.map((name) => [name, { $ref: `${file}#/schemas/${name}` }]));
  const holder = {
    openapi: '3.1.0',
    info: { title: 'Standards', version: '1.0.0' },
    paths: {},
    components: { schemas },
  };
  const { document } = await bundleSpec({ file: `${file}.bundle.json`, text: JSON.stringify(holder) }, overlays, [
    root,
  ]);
  return document === null ? {} : new SchemaCollector(document).schemas;
}

async function foldersIn(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
