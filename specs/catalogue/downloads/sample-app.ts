import { strToU8, zipSync } from 'fflate';
import type { Catalogue, SampleApp } from '../model.ts';
import { serviceReference } from '../service-reference.ts';
import { typescriptClient } from './typescript/client.ts';

/** Where guides and apps say that the platform is. */
const WRITTEN = 'http://localhost:4000';
/** The first day that the format knows, local time: the same files give the same bytes. */
const WRITTEN_AT = new Date(1980, 0, 1);

/** Where a sample app can be downloaded. */
export function sampleAppPath({ id }: Pick<SampleApp, 'id'>): string {
  return `/apps/${id}.zip`;
}

/** A sample app with the clients of its services, ready to be started against this platform: a ZIP archive of one folder. */
export function sampleAppZip(
  { services }: Catalogue,
  { id, files, services: used }: SampleApp,
  publicUrl: string,
): Buffer {
  const clients = services
    .filter((service) => used.includes(serviceReference(service)))
    .map((service) => ({
      path: `clients/${service.id}-${service.version}.ts`,
      text: typescriptClient(service, publicUrl),
    }));
  const own = files.map(({ path, text }) => ({ path, text: forPlatform(path, text, publicUrl) }));
  const entries = [...own, ...clients].map(({ path, text }) => [`${id}/${path}`, strToU8(text)]);
  return Buffer.from(zipSync(Object.fromEntries(entries), { mtime: WRITTEN_AT }));
}

function forPlatform(path: string, text: string, publicUrl: string): string {
  const written = text.replaceAll(WRITTEN, publicUrl);
  // Links of a guide lead to pages of the portal.
  return path.endsWith('.md') ? written.replaceAll('](/', `](${publicUrl}/`) : written;
}
