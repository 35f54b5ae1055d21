/**
 * Docusaurus writes every page into the script that every page loads: its path, its component, its data. With hundreds
 * of operations that is most of what a reader downloads. These functions take our pages out of the files it generates,
 * and put in one route for each kind of page.
 */

/** All pages of one kind. */
export interface PagePattern {
  /** Path with the locale prefix, such as `/bn/standards/:id/`. */
  path: string;
  /** Module that draws them. */
  component: string;
}

const ROUTE = /^ {2}\{\n {4}path: '(.*)',\n {4}component: ComponentCreator\(.*\),\n {4}exact: true\n {2}\},?\n/gm;

const MODULE = /^ {2}"[^"]+": \[\(\) => import\(.*?\), "([^"]*)", require\.resolveWeak\("[^"]*"\)\],\n?/gm;

/** 1: key, which is the name of the chunk; 2: the import; 3: module. */
const NAMES = /"([^"]+)"(: \[\(\) => import\(.*?\), )"([^"]*)"(?=, require\.resolveWeak\()/g;

/**
 * `routes.js` with the patterns in the place of our pages.
 *
 * @throws where not every page is found: then Docusaurus writes this file in another way than this was made for
 */
export function routesWithPatterns(source: string, pages: Set<string>, patterns: PagePattern[]): string {
  const removed: string[] = [];
  const rest = source.replaceAll(ROUTE, (route, path: string) => {
    if (!pages.has(path)) return route;
    removed.push(path);
    return '';
  });
  if (removed.length !== pages.size) {
    throw new Error(`Found ${removed.length} of ${pages.size} pages in the routes that Docusaurus generated`);
  }
  const routes = patterns.map(({ path, component }) => {
    const view = `() => import(/* webpackChunkName: ${JSON.stringify(chunkName(component))} */ ${JSON.stringify(component)})`;
    return `  { path: ${JSON.stringify(path)}, exact: true, component: pageRoute(${view}) },`;
  });
  return [
    `import { pageRoute } from '@site/navigation/pageRoute.tsx';`,
    rest.replace(/^export default \[\n/m, (start) => `${start}${routes.join('\n')}\n`),
  ].join('\n');
}

/** `registry.js` without the modules that only our pages need. */
export function registryWithout(source: string, isPageModule: (path: string) => boolean): string {
  return source.replaceAll(MODULE, (entry, path: string) => (isPageModule(path) ? '' : entry));
}

/**
 * `registry.js` with the names of chunks in the place of those of modules. Docusaurus collects these names while it draws a
 * page, and looks up by them which scripts and styles belong in the page; with Rspack it knows them by chunk only.
 * @param components modules of our pages, which are in chunks named as {@link routesWithPatterns} names them
 * @param unused what the paths of modules begin with that stay as they are, since no page needs them in the browser
 */
export function registryOfChunks(source: string, components: Set<string>, unused?: string): string {
  return source.replaceAll(NAMES, (entry, key: string, between: string, module: string) => {
    if (unused !== undefined && module.startsWith(unused)) return entry;
    return `"${key}"${between}${JSON.stringify(components.has(module) ? chunkName(module) : key)}`;
  });
}

/** `registry.js` without the names of modules, which are asked for while pages are built. */
export function registryWithoutNames(source: string): string {
  return source.replaceAll(NAMES, '"$1"$2""');
}

/** What Docusaurus' code for browsers and the portal read of the site's configuration. */
const READ = new Set([
  ...['title', 'url', 'baseUrl', 'trailingSlash', 'favicon', 'noIndex', 'baseUrlIssueBanner', 'customFields'],
  ...['future', 'themeConfig'],
]);

/** `docusaurus.config.mjs` with what browsers need: the rest says how the site is built, and in which folders. */
export function configForBrowsers(source: string): string {
  const start = source.indexOf('{', source.indexOf('export default'));
  const config = Object.entries(JSON.parse(source.slice(start, source.lastIndexOf('}') + 1)) as object);
  return `${source.slice(0, start)}${JSON.stringify(Object.fromEntries(config.filter(([name]) => READ.has(name))))};\n`;
}

/** `i18n.json` with what browsers need: the rest says in which folders translations are, and how they are built. */
export function i18nForBrowsers(source: string): string {
  const { path: _, localeConfigs, ...rest } = JSON.parse(source) as { path: string; localeConfigs: object };
  const configs = Object.entries(localeConfigs).map(([locale, config]) => {
    const { label, direction, htmlLang, url, baseUrl } = config as Record<string, unknown>;
    return [locale, { label, direction, htmlLang, url, baseUrl }];
  });
  return JSON.stringify({ ...rest, localeConfigs: Object.fromEntries(configs) });
}

/** `globalData.json` with what the portal reads of the guides: where each is. */
export function globalDataForBrowsers(source: string): string {
  const data = JSON.parse(source) as Record<string, Record<string, unknown>>;
  const guides = data['docusaurus-plugin-content-docs'];
  if (guides === undefined) return JSON.stringify(data);
  const { versions } = guides.default as { versions: { mainDocId: string; docs: { id: string; path: string }[] }[] };
  const read = versions.map(({ mainDocId, docs }) => ({ mainDocId, docs: docs.map(({ id, path }) => ({ id, path })) }));
  return JSON.stringify({ ...data, 'docusaurus-plugin-content-docs': { default: { versions: read } } });
}

/** `routesChunkNames.json` without our pages; its keys are paths, each followed by a hyphen and a hash. */
export function chunkNamesWithout(source: string, pages: Set<string>): string {
  const entries = Object.entries(JSON.parse(source) as Record<string, unknown>);
  return JSON.stringify(Object.fromEntries(entries.filter(([key]) => !pages.has(key.slice(0, key.lastIndexOf('-'))))));
}

function chunkName(component: string): string {
  return component.replace(/^@site\/pages\//, '').replace(/\/index\.tsx$/, '');
}
