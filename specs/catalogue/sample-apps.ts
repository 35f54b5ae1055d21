import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compareText } from '../base/compare-text.ts';
import type { CountryFiles } from './country-files.ts';
import { readGuide } from './guides.ts';
import type { SampleApp, SampleFile, Service } from './model.ts';
import { serviceReference } from './service-reference.ts';

/** What an app makes for itself. */
const MADE = /^(?:data|clients|node_modules)\/|(?:^|\/)\.(?!gitignore$)/;
/** How a file of an app names the client of a service. */
const CLIENT = /clients\/([a-z\d-]+)-(v\d+)\.ts/g;

/**
 * The sample apps: folders of `apps` in the guides that have a `package.json`, each with a guide of its name beside it. What
 * `apps/lib` holds goes with each. An app whose services are not all there is left out.
 * @param locales those of the country; the README of an app is its guide, in each of them
 */
export function readSampleApps(
  paths: Pick<CountryFiles, 'guides' | 'pages'>,
  locale: string,
  locales: string[],
  services: Service[],
): SampleApp[] {
  const apps = join(paths.guides, 'apps');
  const known = new Set(services.map(serviceReference));
  const shared = filesOf(join(apps, 'lib'), 'lib/');
  return globSync('*/package.json', { cwd: apps })
    .map(dirname)
    .filter((id) => existsSync(join(apps, `${id}.md`)))
    .sort(compareText)
    .flatMap((id): SampleApp[] => {
      const { title, description } = readGuide(paths, locale, `apps/${id}.md`);
      const files = [...readmes(paths, locales, id), ...filesOf(join(apps, id), ''), ...shared];
      const used = [
        ...new Set(files.flatMap(({ text }) => [...text.matchAll(CLIENT)].map(([, name, v]) => `${name}/${v}`))),
      ];
      return used.every((service) => known.has(service))
        ? [{ id, title, summary: description, url: `/docs/apps/${id}/`, services: used.sort(compareText), files }]
        : [];
    });
}

/** The guide in the first language, and in the others where it is translated. */
function readmes(paths: Pick<CountryFiles, 'guides' | 'pages'>, locales: string[], id: string): SampleFile[] {
  const written = readGuide(paths, '', `apps/${id}.md`).markdown;
  const translations = locales.flatMap((locale) => {
    const { markdown } = readGuide(paths, locale, `apps/${id}.md`);
    return markdown === written ? [] : [{ path: `README.${locale}.md`, text: readme(markdown) }];
  });
  return [{ path: 'README.md', text: readme(written) }, ...translations];
}

/** A guide without the lines in whose place its page shows what the catalogue holds. */
function readme(markdown: string): string {
  return `${markdown.replace(/^::.*\n\n?/gm, '')}\n`;
}

function filesOf(folder: string, under: string): SampleFile[] {
  return globSync('**/*', { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .concat(existsSync(join(folder, '.gitignore')) ? ['.gitignore'] : [])
    .filter((path, index, all) => !MADE.test(path) && all.indexOf(path) === index)
    .sort(compareText)
    .map((path) => ({ path: under + path, text: readFileSync(join(folder, path), 'utf8') }));
}
