import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { resolve } from 'node:path';
import type { I18n } from '@docusaurus/types';
import { PLAIN_ROUTES } from './routes.ts';
import { readUiTranslations } from './uiTranslations.ts';

/** What the page says that is shown without a connection. */
export const ENGLISH_OFFLINE = {
  'offline.title': 'You are offline',
  'offline.why': 'This page is not kept on this device, and the server cannot be reached.',
  'offline.again': 'Try again',
  'offline.kept': 'Pages that open without a connection',
  'offline.none': 'None yet. Pages are kept when you open them.',
};

/**
 * The script of the service worker, for all languages.
 * @param folder with the texts of the interface
 * @param paths of pages, without a locale prefix
 */
export function serviceWorkerFile(folder: string, { locales, localeConfigs }: I18n, paths: string[]): string {
  const section = (path: string) => path.split('/')[1] ?? '';
  const settings = {
    sections: {
      ...Object.fromEntries(PLAIN_ROUTES.map(({ path }) => [section(path), false])),
      ...Object.fromEntries(paths.map((path) => [section(path), true])),
    },
    languages: locales.map((locale) => {
      const texts = readUiTranslations(folder, locale);
      return {
        locale,
        prefix: localeConfigs[locale]?.baseUrl ?? '/',
        texts: Object.fromEntries(
          Object.entries(ENGLISH_OFFLINE).map(([id, english]) => [id.split('.')[1], texts[id] ?? english]),
        ),
      };
    }),
  };
  const source = readFileSync(resolve(import.meta.dirname, '../offline/serviceWorker.ts'), 'utf8');
  // Types leave empty lines behind, and comments are for us.
  const code = stripTypeScriptTypes(source)
    .split('\n')
    .filter((line) => !/^\s*(?:\/?\*|\/\/|$)/.test(line));
  return `const SETTINGS = ${JSON.stringify(settings)};\n${code.join('\n')}`;
}
