import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { compareText } from '../base/compare-text.ts';
import { isObject } from '../json/value.ts';
import type { CountryFiles } from './country-files.ts';
import type { Guide } from './model.ts';

const FRONT_MATTER = /^---\n([\s\S]*?)\n---\n/;

/**
 * The guides of a country in a language, else as they were written: those of the folder by their `sidebar_position`, then those
 * of the folders in it.
 */
export function readGuides({ guides, pages }: Pick<CountryFiles, 'guides' | 'pages'>, locale: string): Guide[] {
  const translations = join(pages, locale, 'docusaurus-plugin-content-docs/current');
  return globSync('**/*.md', { cwd: guides })
    .map((name) => {
      const translation = join(translations, name);
      const text = readFileSync(existsSync(translation) ? translation : join(guides, name), 'utf8');
      const path = name.replaceAll('\\', '/').replace(/(?:(?<=^|\/)index)?\.md$/, '');
      const data: unknown = parse(FRONT_MATTER.exec(text)?.[1] ?? '');
      const { title, sidebar_position } = isObject(data) ? data : {};
      const markdown = text.replace(FRONT_MATTER, '').trim();
      return {
        url: `/docs/${path === '' || path.endsWith('/') ? path : `${path}/`}`,
        title: typeof title === 'string' ? title : (/^# (.+)$/m.exec(markdown)?.[1] ?? path),
        markdown,
        position: [path.split('/').length, Number(sidebar_position ?? Number.MAX_SAFE_INTEGER)] as const,
      };
    })
    .sort((a, b) => a.position[0] - b.position[0] || a.position[1] - b.position[1] || compareText(a.url, b.url))
    .map(({ url, title, markdown }) => ({ url, title, markdown }));
}
