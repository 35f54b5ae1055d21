import { markdownPath } from '@dpi/specs/markdown-path';
import type { Catalogue } from '@dpi/specs/model';
import { inOrigin } from './codeForOrigin.ts';

/**
 * `/llms-full.txt`: guides, services and operations as one Markdown text, as llmstxt.org proposes, for programs that read
 * everything at once.
 * @param operations their pages in Markdown, by path
 * @param origin of the calls that the texts show
 */
export function llmsFullTxt(
  { country, guides, services }: Catalogue,
  operations: ReadonlyMap<string, string>,
  origin: string,
): string {
  const head = `# ${country.title}\n\n> ${country.summary}`;
  const pages = guides.map(({ markdown }) => inOrigin(origin, withoutDirectives(markdown)));
  const references = services.flatMap((service) => [
    [`# ${service.title} (${service.id} ${service.version})`, service.summary, service.description].join('\n\n').trim(),
    ...service.operations.flatMap(({ url }) => operations.get(markdownPath(url))?.trim() ?? []),
  ]);
  return `${[head, ...pages, ...references].join('\n\n---\n\n')}\n`;
}

/** Lines between which a note stands, or in whose place a page shows what the catalogue holds. */
function withoutDirectives(markdown: string): string {
  return markdown.replace(/^::.*\n?/gm, '');
}
