const SCHEMES = new Set(['https:', 'http:', 'mailto:', 'tel:']);

/**
 * The address of a link on a page, as a spec gives it: to the web, to mail, to a telephone, or relative. `null` for any other
 * scheme, such as `javascript:` or `data:`, however it is written, and for what is no address at all.
 */
export function linkAddress(value: unknown): string | null {
  if (typeof value !== 'string' || value.trim() === '') return null;
  // Browsers drop tabs, line breaks and control characters as this does.
  const url = URL.parse(value, 'https://relative.invalid/');
  return url !== null && SCHEMES.has(url.protocol) ? value.trim() : null;
}
