import { createHash } from 'node:crypto';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';

/**
 * CSP sources, such as `'sha256-…'`, of the scripts that stand in the head of a page; data blocks such as JSON-LD are none. The
 * page is read as a browser reads it, and nothing of its body counts: what a spec says is shown there.
 */
export function inlineScripts(html: string): string[] {
  // Most of a page is body. Where a text holds the tag too, more is read, and the head found all the same.
  const end = html.lastIndexOf('</head>');
  const page = parse(end === -1 ? html : html.slice(0, end));
  const head = childrenOf(childrenOf(page, 'html')[0], 'head')[0];
  return childrenOf(head, 'script').flatMap((script) => {
    const attributes = new Map(script.attrs.map(({ name, value }) => [name, value]));
    const [text] = script.childNodes;
    if (attributes.has('src') || text === undefined || !('value' in text)) return [];
    const type = attributes.get('type') ?? 'module';
    if (type !== 'module' && !/javascript/i.test(type)) return [];
    return [`'sha256-${createHash('sha256').update(text.value).digest('base64')}'`];
  });
}

function childrenOf(
  parent: DefaultTreeAdapterTypes.ParentNode | undefined,
  tagName: string,
): DefaultTreeAdapterTypes.Element[] {
  return (parent?.childNodes ?? []).filter(
    (node): node is DefaultTreeAdapterTypes.Element => 'tagName' in node && node.tagName === tagName,
  );
}

/** Headers of every page: only the portal's own scripts run, and nobody frames it to steal a click. */
export function pageSecurityHeaders(scripts: Iterable<string>): string[] {
  const policy = [
    "default-src 'self'",
    // WebAssembly is the search's.
    `script-src ${["'self'", "'wasm-unsafe-eval'", ...scripts].join(' ')}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  return [
    'Content-Security-Policy',
    policy.join('; '),
    'Referrer-Policy',
    'strict-origin-when-cross-origin',
    'Cross-Origin-Opener-Policy',
    'same-origin',
    'X-Frame-Options',
    'DENY',
  ];
}
