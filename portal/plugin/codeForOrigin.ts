import type { Nodes, Root } from 'mdast';

const LOCAL = 'http://localhost:4000';

/** Makes calls in guides go to this portal's own sandbox, so that they can be copied from any deployment as they stand. */
export function codeForOrigin(origin: string): () => (tree: Root) => void {
  return () => (tree) => rewrite(tree, origin);
}

/** A text whose calls go to the origin. */
export function inOrigin(origin: string, text: string): string {
  return text.replaceAll(LOCAL, origin);
}

function rewrite(node: Nodes, origin: string): void {
  if (node.type === 'code' || node.type === 'inlineCode') node.value = inOrigin(origin, node.value);
  if ('children' in node) for (const child of node.children) rewrite(child, origin);
}
