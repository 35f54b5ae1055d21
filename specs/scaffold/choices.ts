import { resolve } from 'node:path';
import { readDataFile } from '../catalogue/data-file.ts';
import type { Persona } from '../catalogue/model.ts';
import { readPersonas } from '../catalogue/personas.ts';
import { type JsonValue, objectsIn, stringOr } from '../json/value.ts';
import { readTranslated } from '../texts/translated-file.ts';

const SPECS = resolve(import.meta.dirname, '..');

/** Language of the overlay in the template. */
const OVERLAY_LOCALE = 'bn';

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

/** Reads `country.yaml` and the personas. */
export async function readChoices(): Promise<Choices> {
  const file = resolve(SPECS, 'country.yaml');
  const [data, translated, personas] = await Promise.all([
    readDataFile(file),
    readTranslated(file, OVERLAY_LOCALE),
    readPersonas(resolve(SPECS, '..', 'mocks', 'personas'), 'en'),
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
