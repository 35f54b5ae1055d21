import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import type { I18n, LoadContext, Plugin, PostCssOptions } from '@docusaurus/types';
import { markdownPath } from '@dpi/specs/markdown-path';
import type { Catalogue } from '@dpi/specs/model';
import type { LoaderOptions } from './client/generatedFilesLoader.ts';
import type { LoaderOptions as TextsOptions } from './client/interfaceTextsLoader.ts';
import type { RegistryOptions } from './client/registryLoader.ts';
import { COUNTRY } from './countryOfPages.ts';
import { headScript } from './headScript.ts';
import { languageOffers } from './languageOffers.ts';
import { llmsFullTxt } from './llmsFullTxt.ts';
import { operationMarkdown } from './operationMarkdown.ts';
import { operationPageWithSamples } from './operationPageWithSamples.ts';
import type { SiteData } from './pageData.ts';
import { pageJson } from './pageJson.ts';
import { siteLayers } from './pages/stack.ts';
import { readCatalogue } from './readCatalogue.ts';
import { PLAIN_ROUTES, type PortalRoute, portalRoutes } from './routes.ts';
import { searchFiles } from './search/searchFiles.ts';
import { serviceWorkerFile } from './serviceWorkerFile.ts';
import { smallParts } from './smallParts.ts';
import { readUiTranslations } from './uiTranslations.ts';

/** Draws the portal from the catalogue, in our own theme. */
export function cataloguePlugin({ siteDir, siteConfig, generatedFilesDir, baseUrl, i18n }: LoadContext): Plugin {
  const inPortal = (path: string) => resolve(siteDir, path);
  const withBase = (path: string) => `${baseUrl}${path.slice(1)}`;
  const origin = String(siteConfig.customFields?.sandboxUrl ?? '') || siteConfig.url;
  const pagesData = join(generatedFilesDir, 'pages-data');
  /** Without what is on the pages, which is on the disk once it is made. */
  const routes: Omit<PortalRoute, 'page'>[] = [];

  return {
    name: 'catalogue',

    async contentLoaded({ actions: { addRoute, setGlobalData } }) {
      const catalogue = await readCatalogue(i18n.currentLocale);
      setGlobalData({
        layers: siteLayers(catalogue),
        dataProtection: catalogue.country.dataProtection.map(({ id, name }) => ({ id, name })),
        offers: languageOffers(COUNTRY.pages, i18n),
      } satisfies SiteData);
      for (const { page, ...route } of portalRoutes(catalogue)) {
        const { path, component } = route;
        routes.push(route);
        const folder = join(pagesData, withBase(path));
        await mkdir(folder, { recursive: true });
        await writeFile(join(folder, 'page.json'), pageJson(page));
        addRoute({
          path: withBase(path),
          component: '@site/navigation/PageWithData.tsx',
          modules: { view: `@site/${component}` },
          exact: true,
        });
      }
      for (const { path, component } of PLAIN_ROUTES) {
        addRoute({ path: withBase(path), component: `@site/${component}`, exact: true });
      }
    },

    // Docusaurus builds one language after the other, so all catalogues are read in any case.
    async postBuild({ outDir }) {
      const { locales, currentLocale } = i18n;
      const catalogue = await readCatalogue(currentLocale);
      const others = await Promise.all(locales.filter((locale) => locale !== currentLocale).map(readCatalogue));
      const write = async (path: string, text: string) => {
        const file = join(outDir, path);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, text);
      };
      // One after the other, so that not all is in memory at once.
      for (const { path, data } of await searchFiles(catalogue, others)) await write(path, JSON.stringify(data));
      if (currentLocale === i18n.defaultLocale) await write('service-worker.js', serviceWorker());
      const operations = new Map(operationPages(catalogue));
      for (const [path, text] of operations) await write(path, text);
      await write('llms-full.txt', llmsFullTxt(catalogue, operations, origin));
    },

    getThemePath: () => inPortal('theme'),

    getClientModules: () => [
      ...['tokens', 'base', 'code', 'print'].map((name) => inPortal(`styles/${name}.css`)),
      ...i18n.locales.map((locale) => join(COUNTRY.pages, locale, 'language.css')).filter(existsSync),
      inPortal('navigation/destination.ts'),
      inPortal('navigation/focus.ts'),
      inPortal('offline/register.ts'),
    ],

    configureWebpack: ({ mode, optimization }, isServer, { currentBundler: { instance } }) => ({
      mergeStrategy: { 'optimization.minimizer': 'replace' },
      resolve: { alias: smallParts(isServer) },
      module: {
        rules: [
          textsInPlace(),
          // What Docusaurus generates is CommonJS, which files ending in `.js` in a package of ES modules are not taken for.
          { include: generatedFilesDir, test: /\.js$/, type: 'javascript/auto' },
          ...(mode === 'production' ? [isServer ? withNamesOfChunks() : withoutOurPages()] : []),
        ],
      },
      ...(isServer
        ? {
            output: { chunkFilename: '[name].cjs' },
            plugins: [new instance.DefinePlugin({ PAGES_DATA_DIR: JSON.stringify(pagesData) })],
          }
        : {
            // Without their names, which every page would load a list of.
            output: { chunkFilename: 'assets/js/[contenthash:8].js' },
            optimization: {
              runtimeChunk: false,
              splitChunks: { cacheGroups: SHARED },
              minimizer: minimizers(optimization?.minimizer, instance),
            },
          }),
    }),

    configurePostCss: oncePrepared,

    injectHtmlTags: () => ({
      headTags: [
        { tagName: 'script', innerHTML: headScript(localeBases(i18n)) },
        { tagName: 'noscript', innerHTML: '<style>.needs-script,.script-only{display:none!important}</style>' },
      ],
    }),
  };

  function serviceWorker(): string {
    return serviceWorkerFile(COUNTRY.pages, i18n, ['/docs/', ...routes.map(({ path }) => path)]);
  }

  /** The pages of operations as Markdown, by path; of those that have a page. */
  function operationPages(catalogue: Catalogue): [string, string][] {
    const texts = readUiTranslations(COUNTRY.pages, i18n.currentLocale);
    const paths = new Set(routes.map(({ path }) => path));
    return catalogue.services.flatMap((service) =>
      service.operations
        .filter(({ url }) => paths.has(url))
        .map((operation): [string, string] => {
          const page = operationPageWithSamples(catalogue, service, operation);
          return [markdownPath(operation.url), operationMarkdown(page, (id, english) => texts[id] ?? english, origin)];
        }),
    );
  }

  function textsInPlace() {
    const options: TextsOptions = { texts: readUiTranslations(COUNTRY.pages, i18n.currentLocale) };
    return {
      include: siteDir,
      exclude: /node_modules/,
      test: /\.tsx?$/,
      enforce: 'pre' as const,
      use: [{ loader: resolve(import.meta.dirname, 'client/interfaceTextsLoader.ts'), options }],
    };
  }

  /** Has Docusaurus name the scripts and styles of a page in the page, which it does by the names of modules. */
  function withNamesOfChunks() {
    return {
      include: resolve(generatedFilesDir, 'registry.js'),
      use: [
        {
          loader: resolve(import.meta.dirname, 'client/registryLoader.ts'),
          options: {
            components: routes.map(({ component }) => `@site/${component}`),
            unused: '@generated/catalogue/',
          } satisfies RegistryOptions,
        },
      ],
    };
  }

  /** Keeps our pages out of the script that every page loads: each page brings its own data. */
  function withoutOurPages() {
    const kinds = new Map(routes.map(({ pattern, component }) => [pattern, component]));
    const options: LoaderOptions = {
      pages: routes.map(({ path }) => withBase(path)),
      patterns: [...kinds].map(([path, component]) => ({ path: withBase(path), component: `@site/${component}` })),
      modules: ['@site/pages/', '@site/navigation/'],
    };
    return {
      include: [
        ...['routes.js', 'registry.js', 'routesChunkNames.json', 'docusaurus.config.mjs'],
        ...['i18n.json', 'globalData.json'],
      ].map((name) => resolve(generatedFilesDir, name)),
      use: [{ loader: resolve(import.meta.dirname, 'client/generatedFilesLoader.ts'), options }],
    };
  }
}

/**
 * Styles that one kind of page alone needs come with it, those of a team's pages with each of these; all others with every page, and
 * first, so that what a page says of a shared part holds. Code of the two kinds of pages that a reader goes to and fro between is shared.
 */
const SHARED = {
  styles: {
    test: /^(?!.*\/portal\/(console\/(?!ReadyCall)|guides\/|pages\/|reference\/Operation|service\/|stack\/StackPicture|team\/|theme\/Doc|webhooks\/))/,
  },
  team: {
    ...{ name: 'team', type: 'css/mini-extract', test: /\/portal\/(team|webhooks)\//, chunks: 'all' as const },
    ...{ enforce: true, priority: 60 },
  },
  reference: {
    ...{ name: 'Reference', type: 'javascript/auto', minChunks: 2, enforce: true, priority: 30 },
    chunks: ({ name }: { name?: string | null | undefined }) => name === 'Operation' || name === 'Service',
  },
};

type BundlerConfig = Parameters<NonNullable<Plugin['configureWebpack']>>[0];
type Minimizers = NonNullable<NonNullable<BundlerConfig['optimization']>['minimizer']>;

/**
 * Docusaurus' own, but that for scripts, which writes each letter that is not Latin in six others, and for browsers that are
 * older than those of `browserslist`.
 */
function minimizers(all: Minimizers = [], instance: object): Minimizers {
  const { SwcJsMinimizerRspackPlugin: Scripts } = instance as {
    SwcJsMinimizerRspackPlugin: new (options: object) => Minimizers[number];
  };
  const minimizerOptions = {
    ...{ module: true, ecma: 2020, mangle: true, compress: { ecma: 2020, passes: 3 } },
    format: { comments: false, ascii_only: false, ecma: 2020 },
  };
  return [...all.filter((one) => !(one instanceof Scripts)), new Scripts({ minimizerOptions })];
}

/** PostCSS with its plugins prepared once, not for each style sheet, and without a search for settings beside each. */
function oncePrepared(options: PostCssOptions): PostCssOptions {
  const load = createRequire(import.meta.url);
  const plugins = (options.plugins as unknown[]).map((plugin) => {
    const [path, settings] = plugin as [path: string, settings: object];
    return load(path)(settings);
  });
  return { ...options, config: false, plugins };
}

function localeBases({ locales, localeConfigs }: I18n): Record<string, string> {
  return Object.fromEntries(locales.map((locale) => [locale, localeConfigs[locale]?.baseUrl ?? '/']));
}
