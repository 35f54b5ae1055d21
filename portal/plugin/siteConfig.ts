import type { Config, I18nConfig } from '@docusaurus/types';
import type { Country } from '@dpi/specs/model';
import { cataloguePlugin } from './cataloguePlugin.ts';
import { guides } from './guides.ts';
import { DEFAULT_LOCALE, readCatalogue } from './readCatalogue.ts';

/** The site, in the languages that the country's data names. */
export async function siteConfig(): Promise<Config> {
  // Docusaurus reads the configuration again for each language, and names it here.
  const catalogue = await readCatalogue(process.env.DOCUSAURUS_CURRENT_LOCALE ?? DEFAULT_LOCALE);
  const { country } = catalogue;
  const url = process.env.PUBLIC_URL || 'http://localhost:4000';
  return {
    title: country.title,
    tagline: country.summary,
    url,
    baseUrl: '/',
    trailingSlash: true,
    favicon: 'favicon.svg',
    titleDelimiter: '·',
    baseUrlIssueBanner: false,
    // Guides lead to services that other trees of specs need not have.
    onBrokenLinks: process.env.SPECS_DIR || process.env.SERVICES ? 'ignore' : 'throw',
    onBrokenAnchors: 'throw',
    onDuplicateRoutes: 'throw',
    i18n: languages(country),
    future: { v4: { removeLegacyPostBuildHeadAttribute: true }, faster: FASTER },
    plugins: [cataloguePlugin, ...guides(catalogue, url)],
  };
}

/** All of Docusaurus' fast parts but the cache on disk, which would not notice a change of this plugin. */
const FASTER = {
  swcJsLoader: true,
  swcJsMinimizer: true,
  swcHtmlMinimizer: true,
  lightningCssMinimizer: true,
  mdxCrossCompilerCache: true,
  rspackBundler: true,
  ssgWorkerThreads: true,
};

function languages({ locales }: Country): I18nConfig {
  const known = locales.length > 0 ? locales : [{ id: DEFAULT_LOCALE, name: 'English' }];
  return {
    path: 'i18n',
    defaultLocale: DEFAULT_LOCALE,
    locales: known.map(({ id }) => id) as [string, ...string[]],
    localeConfigs: Object.fromEntries(known.map(({ id, name }) => [id, { label: name, htmlLang: id }])),
  };
}
