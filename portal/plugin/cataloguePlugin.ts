import { resolve } from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
import { clientAliases } from './clientAliases.ts';
import { siteData } from './pages/stack.ts';
import { preactAliases } from './preact.ts';
import { readCatalogue } from './readCatalogue.ts';
import { portalRoutes } from './routes.ts';
import { readUiTranslations } from './uiTranslations.ts';

/** Draws the portal from the catalogue, in our own theme. */
export function cataloguePlugin({ siteDir, generatedFilesDir, baseUrl, i18n }: LoadContext): Plugin {
  return {
    name: 'catalogue',

    async contentLoaded({ actions: { addRoute, setGlobalData } }) {
      const catalogue = await readCatalogue(i18n.currentLocale);
      setGlobalData(siteData(catalogue));
      for (const { path, component, page } of portalRoutes(catalogue)) {
        addRoute({
          path: `${baseUrl}${path.slice(1)}`,
          component: `@site/${component}`,
          exact: true,
          ...(page && { props: { page } }),
        });
      }
    },

    getThemePath: () => resolve(siteDir, 'theme'),

    getClientModules: () => ['tokens', 'base', 'code', 'print'].map((name) => resolve(siteDir, `styles/${name}.css`)),

    getDefaultCodeTranslationMessages: async () => readUiTranslations(resolve(siteDir, 'i18n'), i18n.currentLocale),

    configureWebpack: (_, isServer) => ({
      resolve: { alias: { ...preactAliases(), ...(isServer ? {} : clientAliases(siteDir)) } },
      // What Docusaurus generates is CommonJS, which files ending in `.js` in a package of ES modules are not taken for.
      module: { rules: [{ include: generatedFilesDir, test: /\.js$/, type: 'javascript/auto' }] },
      ...(isServer && { output: { chunkFilename: '[name].cjs' } }),
    }),

    injectHtmlTags: () => ({
      headTags: [{ tagName: 'script', innerHTML: SET_THEME }],
    }),
  };
}

/** Puts on the chosen theme before the page is first painted. Without a choice, style sheets follow the system's. */
const SET_THEME = `try{var t=localStorage.getItem('dpi.theme');if(t)document.documentElement.dataset.theme=t}catch(e){}`;
