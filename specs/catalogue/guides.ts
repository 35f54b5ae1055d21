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
  return globSync('**/*.md', { cwd: guides })
    .map((name) => {
      const path = name.replaceAll('\\', '/').replace(/(?:(?<=^|\/)index)?\.md$/, '');
      const { title, markdown, position } = readGuide({ guides, pages }, locale, name);
      return {
        url: `/docs/${path === '' || path.endsWith('/') ? path : `${path}/`}`,
        title: title || path,
        markdown,
        position: [path.split('/').length, position] as const,
      };
    })
    .sort((a, b) => a.position[0] - b.position[0] || a.position[1] - b.position[1] || compareText(a.url, b.url))
    .map(({ url, title, markdown }) => ({ url, title, markdown }));
}

/**
 * One guide in a language, else as it was written.
 * @param name of its file, below the folder of the guides
 */
export function readGuide(
  { guides, pages }: Pick<CountryFiles, 'guides' | 'pages'>,
  locale: string,
  name: string,
): { title: string; description: string; markdown: string; position: number } {
  const translation = join(pages, locale, 'docusaurus-plugin-content-docs/current', name);
  const text = readFileSync(existsSync(translation) ? translation : join(guides, name), 'utf8');
  const data: unknown = parse(FRONT_MATTER.exec(text)?.[1] ?? '');
  const { title, description, sidebar_position } = isObject(data) ? data : {};
  const markdown = text.replace(FRONT_MATTER, '').trim();
  return {
    title: typeof title === 'string' ? title : (/^# (.+)$/m.exec(markdown)?.[1] ?? ''),
    description: typeof description === 'string' ? description : '',
    markdown,
    position: Number(sidebar_position ?? Number.MAX_SAFE_INTEGER),
  };
}
