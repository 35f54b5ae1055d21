import { sampleAppPath } from '@dpi/specs';
import type { Catalogue } from '@dpi/specs/model';
import type { Root } from 'mdast';
import type {} from 'mdast-util-directive';
import type { MdxJsxFlowElement } from 'mdast-util-mdx-jsx';

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
      const link: MdxJsxFlowElement = {
        type: 'mdxJsxFlowElement',
        name: 'DownloadLink',
        attributes: [{ type: 'mdxJsxAttribute', name: 'path', value: sampleAppPath(app) }],
        // Words directly in an element, without a paragraph around them.
        children: node.children as unknown as MdxJsxFlowElement['children'],
      };
      return [link];
    });
  };
}
