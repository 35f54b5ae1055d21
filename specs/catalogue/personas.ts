import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isObject, stringOr } from '../json/value.ts';
import { readTranslated } from '../texts/translated-file.ts';
import { DataFileError, pageNameIn, textIn } from './data-file.ts';
import type { Persona } from './model.ts';

/** The translation of a file has a language in its name, such as `al-amin.bn.yaml`. */
const PERSONA_FILE = /^[^.]+\.yaml$/;

/** Reads one persona a file, in the order of file names. Throws where two personas share an identifier. */
export async function readPersonas(dir: string, locale: string): Promise<Persona[]> {
  const files = (await readdir(dir)).filter((name) => PERSONA_FILE.test(name)).sort();
  const personas = await Promise.all(files.map((name) => readPersona(join(dir, name), locale, dirname(dir))));
  const owners = new Map<string, string>();
  for (const persona of personas) {
    for (const [kind, value] of Object.entries(persona.identifiers)) {
      const owner = owners.get(value);
      if (owner !== undefined && owner !== persona.id) {
        throw new DataFileError(
          `${dir}: ${kind} ${value} belongs to both ${owner} and ${persona.id}; give one another`,
        );
      }
      owners.set(value, persona.id);
    }
  }
  return personas;
}

async function readPersona(file: string, locale: string, root: string): Promise<Persona> {
  const data = await readTranslated(file, locale, [root]);
  const id = stringOr(data.id, '');
  if (basename(file) !== `${id}.yaml`) throw new DataFileError(`${file}: id "${id}" must equal the file name`);
  pageNameIn(file, id);
  const given = data.identifiers ?? {};
  if (!isObject(given)) throw new DataFileError(`${file}: identifiers must be a mapping, such as nid: '4912876501'`);
  const identifiers: Record<string, string> = {};
  for (const [kind, value] of Object.entries(given)) {
    if (typeof value !== 'string')
      throw new DataFileError(`${file}: identifier ${kind} must be a string; put it in quotes`);
    identifiers[kind] = value;
  }
  return {
    id,
    name: textIn(locale, data.name),
    summary: stringOr(data.summary, ''),
    purpose: stringOr(data.purpose, ''),
    identifiers,
    facts: isObject(data.facts) ? data.facts : {},
  };
}
