import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import type { PluginConfig } from '@docusaurus/types';
import type { Catalogue } from '@dpi/specs/model';
import rehypeShiki from '@shikijs/rehype';
import { codeForOrigin } from './codeForOrigin.ts';
import { COUNTRY } from './countryOfPages.ts';
import { journeyDirectives } from './journeyDirectives.ts';
import { sampleAppDirective } from './sampleAppDirective.ts';
import { termDirective } from './termDirective.ts';

/** Code in a guide is coloured when the site is built; style sheets choose between the two colours of a word. */
const HIGHLIGHT = {
  themes: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  defaultColor: false,
  fallbackLanguage: 'text',
  // Reads the grammars of the languages that guides use, not of all three hundred, which takes as long as all pages of guides.
  langs: [],
  lazy: true,
  addLanguageClass: true,
};

/**
 * Docusaurus' docs plugin over the country's guides, at `/docs/`. It refuses an empty folder, so without guides it is left out.
 * @param catalogue whose journeys the guides show, in the language they are read in
 * @param origin of the calls they show
 */
export function guides(catalogue: Catalogue, origin: string): PluginConfig[] {
  if (globSync('**/*.{md,mdx}', { cwd: COUNTRY.guides }).length === 0) return [];
  const options = {
    path: COUNTRY.guides,
    routeBasePath: 'docs',
    breadcrumbs: false,
    beforeDefaultRemarkPlugins: [
      journeyDirectives(catalogue, origin, journeyGuide),
      sampleAppDirective(catalogue),
      termDirective(COUNTRY.terms),
      codeForOrigin(origin),
    ],
    rehypePlugins: [[rehypeShiki, HIGHLIGHT]],
  };
  return [['@docusaurus/plugin-content-docs', options]];
}

/** Where the guide to a journey is, without a locale prefix; `null` where nobody has written one. */
export function journeyGuide(id: string): string | null {
  return existsSync(join(COUNTRY.guides, 'journeys', `${id}.md`)) ? `/docs/journeys/${id}/` : null;
}
