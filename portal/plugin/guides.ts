import rehypeShiki from '@shikijs/rehype';

/** Code in a guide is coloured when the site is built; the theme's tokens choose between the two colours of a word. */
const HIGHLIGHT = {
  themes: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  defaultColor: false,
  fallbackLanguage: 'text',
};

/** Options of Docusaurus' docs plugin: the guides in `docs/`, at `/docs/`. */
export function guidesOptions() {
  return {
    path: '../docs',
    routeBasePath: 'docs',
    breadcrumbs: false,
    rehypePlugins: [[rehypeShiki, HIGHLIGHT]],
  };
}
