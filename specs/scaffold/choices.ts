import { type CountryFiles, countryFiles } from '../catalogue/country-files.ts';
import { readDataFile } from '../catalogue/data-file.ts';
import type { Persona } from '../catalogue/model.ts';
import { readPersonas } from '../catalogue/personas.ts';
import { type JsonValue, objectsIn, stringOr } from '../json/value.ts';
import { readLanguages } from '../texts/languages.ts';
import { readTranslated } from '../texts/translated-file.ts';

export interface Choice {
  id: string;
  name: string;
}

export interface AgencyChoice extends Choice {
  /** Name in the language of the overlay. */
  localName: string;
  url: string;
  email: string;
}

/** What may be answered to the questions about a new service, from the country's own data. */
export interface Choices {
  layers: Choice[];
  agencies: AgencyChoice[];
  audiences: Choice[];
  dataProtection: Choice[];
  personas: Persona[];
}

/** Reads the data of a country. Names are in its first language, and those for an overlay in its second. */
export async function readChoices(files: CountryFiles = countryFiles()): Promise<Choices> {
  const { country, personas: people } = files;
  const [source, second = source] = await readLanguages(country);
  const [data, translated, personas] = await Promise.all([
    readDataFile(country),
    readTranslated(country, second.id),
    readPersonas(people, source.id),
  ]);
  const localNames = new Map(choicesIn(translated.agencies).map(({ id, name }) => [id, name]));
  return {
    layers: choicesIn(data.layers),
    agencies: objectsIn(data.agencies).map((item) => ({
      id: stringOr(item.id, ''),
      name: stringOr(item.name, ''),
      localName: localNames.get(stringOr(item.id, '')) ?? '',
      url: stringOr(item.url, ''),
      email: stringOr(item.email, ''),
    })),
    audiences: choicesIn(data.audiences),
    dataProtection: choicesIn(data.dataProtection),
    personas,
  };
}

function choicesIn(list: JsonValue | undefined): Choice[] {
  return objectsIn(list).map((item) => ({ id: stringOr(item.id, ''), name: stringOr(item.name, '') }));
}
