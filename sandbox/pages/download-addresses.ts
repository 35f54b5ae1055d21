import { arazzoPath, openApiFiles, sampleAppPath, standardSchemaPath } from '@dpi/specs';
import type { Catalogue } from '@dpi/specs/model';
import type { Problem } from '@dpi/specs/problem';
import { serviceReference } from '@dpi/specs/service-reference';
import type { Message, MessageValues } from '@dpi/specs/texts';
import { closest } from '../gateway/closest.ts';
import { newest } from './shortcuts.ts';

/** What an address means that no download has: another address, or a file that is not there. */
export type AddressMeaning = { redirect: string } | { missing: Problem };

/** Names of files that the platform makes of the catalogue. */
const FILE =
  /^(openapi(\.[\w-]+)?\.(yaml|json)|(postman|asyncapi)\.json|client\.(ts|py)|badge\.svg|changelog\.atom|schema\.json|.+\.arazzo\.yaml|.+\.zip)$/;

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
  { services, broken, standards, journeys, sampleApps }: Catalogue,
  downloads: ReadonlySet<string>,
  [area, name = '', version = '']: string[],
  file: string,
): AddressMeaning | null {
  if (area === 'catalogue') {
    const service = services.find((one) => one.id === name && one.version === version);
    if (service !== undefined) {
      const files = [...downloads].filter((path) => path.startsWith(service.url));
      return notFound('not-found', 'no-file', { service: `${name} ${version}`, file, files: files.join(', ') });
    }
    if (broken.some((one) => one.id === name && (one.version === version || version === file))) {
      return notFound('service-broken', 'broken', { service: name });
    }
    const near = closest(`${name}/${version === file ? 'v1' : version}`, services.map(serviceReference));
    const versions = services.filter(({ id }) => id === name).map(serviceReference);
    const meant = (versions.length > 0 ? versions : near).map((one) => `/catalogue/${one}/${file}`);
    return notFound('service-not-found', 'no-service', {
      service: version === file ? name : `${name} ${version}`,
      hint: suggestion(meant.filter((one) => downloads.has(one))),
    });
  }
  if (area === 'standards') {
    const ids = closest(
      name,
      standards.map(({ id }) => id),
    );
    const meant = standards.filter(({ id }) => ids.includes(id)).map(standardSchemaPath);
    return notFound('not-found', 'no-standard', { standard: name, hint: suggestion(meant) });
  }
  if (area === 'journeys') {
    const id = file.replace(/\.arazzo\.yaml$/, '');
    const ids = closest(
      id,
      journeys.map((journey) => journey.id),
    );
    return notFound('not-found', 'no-journey', {
      journey: id,
      hint: suggestion(ids.map((near) => arazzoPath({ id: near }))),
    });
  }
  if (area === 'apps') {
    const app = file.replace(/\.zip$/, '');
    const ids = closest(
      app,
      sampleApps.map(({ id }) => id),
    );
    return notFound('not-found', 'no-app', { app, hint: suggestion(ids.map((near) => sampleAppPath({ id: near }))) });
  }
  return null;
}

/** @param reason name of the message */
function notFound(id: string, reason: string, values: MessageValues): AddressMeaning {
  return { missing: { id, detail: { id: `sandbox.downloads.${reason}`, values } } };
}

function suggestion(paths: string[]): Message {
  if (paths.length === 0) return { id: 'sandbox.downloads.in-catalogue' };
  return { id: 'sandbox.did-you-mean', values: { names: paths } };
}
