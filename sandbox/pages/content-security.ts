import { createHash } from 'node:crypto';

/** A script that stands in the page and is run; data blocks such as JSON-LD are not. */
const INLINE_SCRIPT = /<script(?<attributes>[^>]*)>(?<text>[\s\S]*?)<\/script>/gi;

/** CSP sources, such as `'sha256-…'`, of the scripts that stand in a page. */
export function inlineScripts(html: string): string[] {
  const sources: string[] = [];
  for (const { groups } of html.matchAll(INLINE_SCRIPT)) {
    const attributes = groups?.attributes ?? '';
    const text = groups?.text ?? '';
    if (/\ssrc\s*=/i.test(attributes) || text === '') continue;
    const type = /\stype\s*=\s*["']?([^"'\s>]+)/i.exec(attributes)?.[1] ?? 'module';
    if (type !== 'module' && !/javascript/i.test(type)) continue;
    sources.push(`'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  }
  return sources;
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
    "base-uri 'self'",
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
