import { sampleAppPath } from '@dpi/specs';
import type { Catalogue } from '@dpi/specs/model';
import type { Root } from 'mdast';
import type {} from 'mdast-util-directive';
import type { MdxJsxTextElement } from 'mdast-util-mdx-jsx';

/**
 * Lets a guide link the archive of a sample app: `::sample-app[Download it]{id=…}`. One whose services are not all there cannot
 * be downloaded, and has no link.
 */
export function sampleAppDirective({ sampleApps }: Catalogue): () => (tree: Root) => void {
  return () => (tree) => {
    tree.children = tree.children.flatMap((node): Root['children'] => {
      if (node.type !== 'leafDirective' || node.name !== 'sample-app') return [node];
      const app = sampleApps.find(({ id }) => id === node.attributes?.id);
      if (app === undefined) return [];
      // An element, not a link of Markdown: the server has the file, and the site has no page of that name.
      const link: MdxJsxTextElement = {
        type: 'mdxJsxTextElement',
        name: 'a',
        attributes: [
          { type: 'mdxJsxAttribute', name: 'href', value: sampleAppPath(app) },
          { type: 'mdxJsxAttribute', name: 'download', value: '' },
        ],
        children: node.children,
      };
      return [{ type: 'paragraph', children: [link] }];
    });
  };
}
