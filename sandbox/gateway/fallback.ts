import type { Generated } from '@dpi/mocks';

const MAX_PLACES = 5;

/** `X-Sandbox-Fallback` of a made-up answer (RFC 9651, an Item), with the places that do not fit the schema, where there are any. */
export function generatedField({ misfits }: Generated): string {
  if (misfits.length === 0) return 'generated';
  const places = misfits.slice(0, MAX_PLACES).map((place) => place || '/');
  return `generated;invalid="${places
    .join(' ')
    .replace(/[^\x20-\x7e]/g, '?')
    .replace(/["\\]/g, '\\$&')}"`;
}
