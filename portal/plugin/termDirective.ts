import { readTerms, type Term } from '@dpi/specs/terms';
import type { Root, RootContent, TableCell, TableRow } from 'mdast';
import type {} from 'mdast-util-directive';
import type { MdxJsxTextElement } from 'mdast-util-mdx-jsx';

/**
 * Lets guides show the term list of a language: `::terms{locale=bn term="Meaning" use="Write" avoid="Not"}` becomes a table
 * with these headings. A language without a term list has no table.
 * @param folder of the term lists
 */
export function termDirective(folder: string): () => (tree: Root) => Promise<void> {
  return () => async (tree) => {
    const nodes = await Promise.all(
      tree.children.map(async (node): Promise<RootContent[]> => {
        if (node.type !== 'leafDirective' || node.name !== 'terms') return [node];
        const { locale = '', term, use, avoid } = node.attributes ?? {};
        const list = await readTerms(locale ?? '', folder);
        if (list === null) return [];
        const head = [term, use, avoid].map((heading): TableCell => cell({ type: 'text', value: heading ?? '' }));
        const rows = list.terms.map((entry) => rowOf(entry, locale ?? ''));
        return [{ type: 'table', children: [{ type: 'tableRow', children: head }, ...rows] }];
      }),
    );
    tree.children = nodes.flat();
  };
}

function rowOf({ term, use, avoid }: Term, locale: string): TableRow {
  return {
    type: 'tableRow',
    children: [
      cell(inLanguage('en', term)),
      cell(inLanguage(locale, use)),
      avoid.length === 0 ? { type: 'tableCell', children: [] } : cell(inLanguage(locale, avoid.join(', '))),
    ],
  };
}

function cell(child: TableCell['children'][number]): TableCell {
  return { type: 'tableCell', children: [child] };
}

/** Words that a screen reader has to read in their own language. */
function inLanguage(lang: string, value: string): MdxJsxTextElement {
  return {
    type: 'mdxJsxTextElement',
    name: 'span',
    attributes: [{ type: 'mdxJsxAttribute', name: 'lang', value: lang }],
    children: [{ type: 'text', value }],
  };
}
