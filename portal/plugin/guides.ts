import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import type { PluginConfig } from '@docusaurus/types';
import rehypeShiki from '@shikijs/rehype';

const GUIDES = resolve(import.meta.dirname, '../../docs');

/** Code in a guide is coloured when the site is built; style sheets choose between the two colours of a word. */
const HIGHLIGHT = {
  themes: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  defaultColor: false,
  fallbackLanguage: 'text',
  addLanguageClass: true,
};

/** Docusaurus' docs plugin over `docs/`, at `/docs/`. It refuses an empty folder, so without guides it is left out. */
export function guides(): PluginConfig[] {
  if (globSync('**/*.{md,mdx}', { cwd: GUIDES }).length === 0) return [];
  const options = {
    path: GUIDES,
    routeBasePath: 'docs',
    breadcrumbs: false,
    rehypePlugins: [[rehypeShiki, HIGHLIGHT]],
  };
  return [['@docusaurus/plugin-content-docs', options]];
}
