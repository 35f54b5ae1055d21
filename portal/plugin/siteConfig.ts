import type { Config, I18nConfig } from '@docusaurus/types';
import { countryFiles } from '@dpi/specs/country-files';
import type { Country } from '@dpi/specs/model';
import { cataloguePlugin } from './cataloguePlugin.ts';
import { COUNTRY } from './countryOfPages.ts';
import { guides } from './guides.ts';
import { readCatalogue } from './readCatalogue.ts';

const OURS = countryFiles();

/** The site, in the languages that the country's data names. */
export async function siteConfig(): Promise<Config> {
  // Docusaurus reads the configuration again for each language, and names it here.
  const catalogue = await readCatalogue(process.env.DOCUSAURUS_CURRENT_LOCALE);
  const { country } = catalogue;
  const isOtherTree = COUNTRY.country === OURS.country && COUNTRY.services !== OURS.services;
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
    onBrokenLinks: isOtherTree || process.env.SERVICES ? 'ignore' : 'throw',
    onBrokenAnchors: 'throw',
    onDuplicateRoutes: 'throw',
    i18n: languages(country, catalogue.locale),
    customFields: { formats: Object.fromEntries(country.locales.map(({ id, formats }) => [id, formats])) },
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

function languages({ locales }: Country, fallback: string): I18nConfig {
  const [first = { id: fallback, name: fallback }, ...others] = locales;
  return {
    path: COUNTRY.pages,
    defaultLocale: first.id,
    locales: [first.id, ...others.map(({ id }) => id)],
    localeConfigs: Object.fromEntries(
      [first, ...others].map(({ id, name }) => {
        // Said for each: Docusaurus would put a language that is built alone at `/`.
        return [id, { label: name, htmlLang: id, baseUrl: id === first.id ? '/' : `/${id}/` }];
      }),
    ),
  };
}
