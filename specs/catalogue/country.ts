import type { NameSpelling } from '../behaviour/names.ts';
import {
  isObject,
  type JsonObject,
  type JsonValue,
  objectsIn,
  stringOr,
  stringOrNull,
  stringsIn,
} from '../json/value.ts';
import { readLanguages } from '../texts/languages.ts';
import { readTranslated } from '../texts/translated-file.ts';
import { DataFileError } from './data-file.ts';
import { linkAddress } from './link-address.ts';
import type { Agency, Country, Layer, Named, NewPerson, PersonChoice } from './model.ts';

/** Reads `country.yaml`: the country, its languages, the layers of its stack and its agencies. */
export async function readCountry(
  file: string,
  locale: string,
): Promise<{ country: Country; layers: Layer[]; agencies: Agency[] }> {
  const [data, locales] = await Promise.all([readTranslated(file, locale), readLanguages(file)]);
  const byLanguage = await Promise.all(
    locales.map(async ({ id }) => [id, objectsIn((await readTranslated(file, id)).agencies).map(named)] as const),
  );
  return {
    country: {
      id: stringOr(data.id, ''),
      name: stringOr(data.name, ''),
      title: stringOr(data.title, ''),
      summary: stringOr(data.summary, ''),
      locales,
      team: stringOrNull(data.team),
      securityContact: linkAddress(data.securityContact),
      clock: {
        timeZone: timeZoneIn(file, data.timeZone),
        weekend: numbersIn(data.weekend),
        holidays: stringsIn(data.holidays),
        examplesAt: stringOr(data.examplesAt, ''),
      },
      names: nameSpelling(isObject(data.names) ? data.names : {}),
      dataProtection: objectsIn(data.dataProtection).map((item) => ({
        ...named(item),
        isOfPeople: item.ofPeople === true,
      })),
      audiences: objectsIn(data.audiences).map(named),
      identifiers: objectsIn(data.identifiers).map(named),
      newPerson: isObject(data.newPerson) ? newPerson(data.newPerson) : null,
    },
    layers: objectsIn(data.layers).map((item) => ({
      ...named(item),
      summary: stringOr(item.summary, ''),
      isBeside: item.beside === true,
    })),
    agencies: objectsIn(data.agencies).map((item) => ({
      ...named(item),
      names: Object.fromEntries(
        byLanguage.map(([language, agencies]) => [language, agencies.find(({ id }) => id === item.id)?.name ?? '']),
      ),
      url: linkAddress(item.url),
      email: stringOrNull(item.email),
      team: stringOrNull(item.team),
    })),
  };
}

function named({ id, name }: JsonObject): Named {
  return { id: stringOr(id, ''), name: stringOr(name, '') };
}

function newPerson({ names, genders, places, identifiers, facts }: JsonObject): NewPerson {
  return {
    names: textsIn(names),
    genders: objectsIn(genders).map(choice),
    places: objectsIn(places).map((place) => ({
      ...choice(place),
      address: isObject(place.address) ? place.address : {},
    })),
    identifiers: textsIn(identifiers),
    facts: isObject(facts) ? facts : {},
  };
}

function choice({ id, name }: JsonObject): PersonChoice {
  return { id: stringOr(id, ''), name: textsIn(name) };
}

/** UTC where the country names none. */
function timeZoneIn(file: string, value: JsonValue | undefined): string {
  const zone = stringOr(value, 'UTC');
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch {
    throw new DataFileError(`${file}: "${zone}" is no time zone; name one of the IANA database, such as Asia/Dhaka`);
  }
}

function nameSpelling({ alike, forms, latin }: JsonObject): NameSpelling {
  return {
    alike: Array.isArray(alike) ? alike.map(stringsIn) : [],
    forms: normalizedTexts(forms),
    latin: normalizedTexts(latin),
  };
}

function normalizedTexts(value: JsonValue | undefined): Record<string, string> {
  const texts = Object.entries(textsIn(value));
  return Object.fromEntries(texts.map(([key, text]) => [key.normalize('NFC'), text.normalize('NFC')]));
}

function textsIn(value: JsonValue | undefined): Record<string, string> {
  const texts = Object.entries(isObject(value) ? value : {}).filter(([, text]) => typeof text === 'string');
  return Object.fromEntries(texts.map(([key, text]) => [key, String(text)]));
}

function numbersIn(value: JsonValue | undefined): number[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'number') : [];
}
