import { existsSync, globSync } from 'node:fs';
import { resolve } from 'node:path';
import type { PluginConfig } from '@docusaurus/types';
import type { Catalogue } from '@dpi/specs/model';
import rehypeShiki from '@shikijs/rehype';
import { codeForOrigin } from './codeForOrigin.ts';
import { journeyDirectives } from './journeyDirectives.ts';
import { termDirective } from './termDirective.ts';

const GUIDES = resolve(import.meta.dirname, '../../docs');

/** Code in a guide is coloured when the site is built; style sheets choose between the two colours of a word. */
const HIGHLIGHT = {
  themes: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  defaultColor: false,
  fallbackLanguage: 'text',
  addLanguageClass: true,
};

/**
 * Docusaurus' docs plugin over `docs/`, at `/docs/`. It refuses an empty folder, so without guides it is left out.
 * @param catalogue whose journeys the guides show, in the language they are read in
 * @param origin of the calls they show
 */
export function guides(catalogue: Catalogue, origin: string): PluginConfig[] {
  if (globSync('**/*.{md,mdx}', { cwd: GUIDES }).length === 0) return [];
  const options = {
    path: GUIDES,
    routeBasePath: 'docs',
    breadcrumbs: false,
    beforeDefaultRemarkPlugins: [
      journeyDirectives(catalogue, origin, journeyGuide),
      termDirective(),
      codeForOrigin(origin),
    ],
    rehypePlugins: [[rehypeShiki, HIGHLIGHT]],
  };
  return [['@docusaurus/plugin-content-docs', options]];
}

/** Where the guide to a journey is, without a locale prefix; `null` where nobody has written one. */
export function journeyGuide(id: string): string | null {
  return existsSync(resolve(GUIDES, 'journeys', `${id}.md`)) ? `/docs/journeys/${id}/` : null;
}
