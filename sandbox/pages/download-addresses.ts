import { arazzoPath, openApiFiles, standardSchemaPath } from '@dpi/specs';
import type { Catalogue } from '@dpi/specs/model';
import { serviceReference } from '@dpi/specs/service-reference';
import { closest } from '../gateway/closest.ts';
import type { Refusal } from '../server/exchange.ts';
import { newest } from './shortcuts.ts';

/** What an address means that no download has: another address, or a file that is not there. */
export type AddressMeaning = { redirect: string } | { missing: Refusal };

/** Names of files that the platform makes of the catalogue. */
const FILE =
  /^(openapi(\.[\w-]+)?\.(yaml|json)|postman\.json|badge\.svg|changelog\.atom|schema\.json|.+\.arazzo\.yaml)$/;

/**
 * Understands the addresses that people write for a download: with a slash at the end, with a language in front, without a
 * version, with another file ending.
 * @param downloads paths of all downloads
 * @returns `null` for what names no download
 */
export function createDownloadAddresses(
  catalogue: Catalogue,
  downloads: ReadonlySet<string>,
): (path: string) => AddressMeaning | null {
  const { services, standards, journeys } = catalogue;
  const locales = new Set(catalogue.country.locales.map(({ id }) => id));
  const byUrl = new Map(services.map((service) => [service.url, service]));

  /** The path in full, as far as it can be known. */
  const completed = (parts: string[]): string => {
    const [area, name = '', ...rest] = parts;
    const [file = ''] = rest;
    const known = standards.find(({ id }) => id === name);
    if (area === 'catalogue' && rest.length === 1) return `${newest(services, name) ?? `/catalogue/${name}/`}${file}`;
    if (area === 'standards' && file === 'schema.json' && known !== undefined) return standardSchemaPath(known);
    const journey = area === 'docs' ? rest.join('/') : area === 'journeys' ? parts.slice(1).join('/') : '';
    const id = /^(.+?)(?:[./]arazzo)?\.yaml$/.exec(journey)?.[1];
    return journeys.some((one) => one.id === id) ? arazzoPath({ id: id ?? '' }) : `/${parts.join('/')}`;
  };

  /** The same file in the language that was asked for; without one, that of the specification. */
  const inLanguage = (path: string, wanted: string | null): string => {
    const [, url = '', suffix, ending] = /^(.*\/)openapi(?:\.([\w-]+))?\.(yaml|json)$/.exec(path) ?? [];
    const service = byUrl.get(url);
    if (service === undefined) return path;
    const files = openApiFiles(catalogue, service);
    const file = files.find(({ locale }) => locale === (suffix ?? wanted)) ?? (suffix === undefined ? files[0] : null);
    return file?.[ending === 'json' ? 'json' : 'yaml'] ?? path;
  };

  return (path) => {
    const parts = path.split('/').filter((part) => part !== '');
    const [first = ''] = parts;
    const wanted = locales.has(first) ? first : null;
    const asked = (wanted === null ? parts : parts.slice(1)).map((part) => part.replace(/\.yml$/, '.yaml'));
    const meant = inLanguage(completed(asked), wanted);
    if (downloads.has(meant)) return meant === path ? null : { redirect: meant };
    const file = asked.at(-1) ?? '';
    return FILE.test(file) ? missing(catalogue, downloads, asked, file) : null;
  };
}

function missing(
  { services, broken, standards, journeys }: Catalogue,
  downloads: ReadonlySet<string>,
  [area, name = '', version = '']: string[],
  file: string,
): AddressMeaning | null {
  if (area === 'catalogue') {
    const service = services.find((one) => one.id === name && one.version === version);
    if (service !== undefined) {
      const files = [...downloads].filter((path) => path.startsWith(service.url));
      return notFound(`${name} ${version} has no file "${file}". Its files are ${files.join(', ')}.`);
    }
    if (broken.some((one) => one.id === name && (one.version === version || version === file))) {
      const detail = `The specification of ${name} cannot be read, so there are no files made of it. /catalogue/ shows why.`;
      return { missing: { problem: 'service-broken', detail } };
    }
    const near = closest(`${name}/${version === file ? 'v1' : version}`, services.map(serviceReference));
    const versions = services.filter(({ id }) => id === name).map(serviceReference);
    const meant = (versions.length > 0 ? versions : near).map((one) => `/catalogue/${one}/${file}`);
    const detail = `The catalogue has no service ${version === file ? name : `${name} ${version}`}. ${suggestion(meant.filter((one) => downloads.has(one)))}`;
    return { missing: { problem: 'service-not-found', detail } };
  }
  if (area === 'standards') {
    const ids = closest(
      name,
      standards.map(({ id }) => id),
    );
    const meant = standards.filter(({ id }) => ids.includes(id)).map(standardSchemaPath);
    return notFound(`There is no such JSON Schema of a standard "${name}". ${suggestion(meant)}`);
  }
  if (area === 'journeys') {
    const id = file.replace(/\.arazzo\.yaml$/, '');
    const ids = closest(
      id,
      journeys.map((journey) => journey.id),
    );
    return notFound(`There is no journey "${id}". ${suggestion(ids.map((near) => arazzoPath({ id: near })))}`);
  }
  return null;
}

function notFound(detail: string): AddressMeaning {
  return { missing: { problem: 'not-found', detail } };
}

function suggestion(paths: string[]): string {
  return paths.length === 0 ? '/catalogue.json lists what there is.' : `Did you mean ${paths.join(' or ')}?`;
}
