import { objectsIn, stringOr, stringOrNull } from '../json/value.ts';
import { readDataFile, textIn } from './data-file.ts';
import { linkAddress } from './link-address.ts';
import type { Agency, Country, Layer } from './model.ts';

/** Reads `country.yaml`: the country, its languages, the layers of its stack and its agencies. */
export async function readCountry(
  file: string,
  locale: string,
): Promise<{ country: Country; layers: Layer[]; agencies: Agency[] }> {
  const data = await readDataFile(file);
  return {
    country: {
      id: stringOr(data.id, ''),
      name: textIn(locale, data.name),
      title: textIn(locale, data.title),
      summary: textIn(locale, data.summary),
      locales: objectsIn(data.locales).map((item) => ({ id: stringOr(item.id, ''), name: stringOr(item.name, '') })),
      team: stringOrNull(data.team),
      securityContact: linkAddress(data.securityContact),
    },
    layers: objectsIn(data.layers).map((item) => ({
      id: stringOr(item.id, ''),
      name: textIn(locale, item.name),
      summary: textIn(locale, item.summary),
    })),
    agencies: objectsIn(data.agencies).map((item) => ({
      id: stringOr(item.id, ''),
      name: textIn(locale, item.name),
      url: linkAddress(item.url),
      email: stringOrNull(item.email),
      team: stringOrNull(item.team),
    })),
  };
}
