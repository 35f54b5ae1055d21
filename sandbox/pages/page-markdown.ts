import rehypeParse from 'rehype-parse';
import rehypeRemark from 'rehype-remark';
import remarkGfm from 'remark-gfm';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';

/** Shapes of the page, as far as they are looked at. */
interface Node {
  type: string;
  tagName?: string;
  properties?: Record<string, unknown>;
  children?: Node[];
  value?: string;
}

/** What only works in a browser, or repeats what a page says elsewhere. */
const LEFT_OUT = new Set(['button', 'dialog', 'form', 'nav', 'noscript', 'script', 'style', 'svg', 'template']);

const INLINE = new Set(['a', 'abbr', 'b', 'bdi', 'code', 'em', 'i', 'small', 'span', 'strong', 'time']);

/**
 * The main content of a page in Markdown, for programs and notes.
 * @param html the whole page
 * @param url where the page stands; links in it become absolute
 */
export async function pageMarkdown(html: string, url: string): Promise<string> {
  const file = await unified()
    .use(rehypeParse)
    .use(() => (tree) => {
      const page = tree as unknown as Node;
      const main = find(page, ({ tagName }) => tagName === 'main') ?? page;
      page.children = contentOf(main, url);
    })
    .use(rehypeRemark)
    .use(remarkGfm)
    .use(remarkStringify, { bullet: '-' })
    .process(html);
  return String(file);
}

function contentOf({ tagName, children = [] }: Node, url: string): Node[] {
  const content: Node[] = [];
  for (const child of children.filter(isContent)) {
    // Badges and links that stand side by side on the page are words of their own.
    if (tagName !== 'code' && isInline(child) && isInline(content.at(-1))) content.push({ type: 'text', value: ' ' });
    content.push({
      ...child,
      ...(child.properties && { properties: withAbsoluteLinks(child.properties, url) }),
      // Code keeps its letters: what colours it is nested in it.
      ...(child.children && { children: child.tagName === 'code' ? [textOf(child)] : contentOf(child, url) }),
    });
  }
  return content;
}

function isInline(node: Node | undefined): boolean {
  return node?.tagName !== undefined && INLINE.has(node.tagName);
}

function textOf({ value, children = [] }: Node): Node {
  return { type: 'text', value: value ?? children.map((child) => textOf(child).value).join('') };
}

function isContent({ type, tagName = '', properties = {} }: Node): boolean {
  if (type !== 'element') return type === 'text';
  return !LEFT_OUT.has(tagName) && properties.hidden === undefined && properties.ariaHidden !== 'true';
}

function withAbsoluteLinks(properties: Record<string, unknown>, url: string): Record<string, unknown> {
  const links = ['href', 'src'].flatMap((name) => {
    const link = properties[name];
    return typeof link === 'string' && URL.canParse(link, url) ? [[name, new URL(link, url).href]] : [];
  });
  return { ...properties, ...Object.fromEntries(links) };
}

function find(node: Node, fits: (node: Node) => boolean): Node | null {
  if (fits(node)) return node;
  for (const child of node.children ?? []) {
    const found = find(child, fits);
    if (found !== null) return found;
  }
  return null;
}
