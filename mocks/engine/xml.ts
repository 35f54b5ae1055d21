const NAME = /^[A-Za-z_][\w.-]*$/;
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Writes a JSON value as XML, as Prism does: the root is `xml`, an array repeats its element. */
export function toXml(value: unknown): string {
  return element('xml', value);
}

function element(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => element(name, item)).join('');
  const content =
    typeof value === 'object' && value !== null
      ? Object.entries(value)
          .filter(([key, item]) => NAME.test(key) && item !== undefined)
          .map(([key, item]) => element(key, item))
          .join('')
      : String(value ?? '').replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
  return `<${name}>${content}</${name}>`;
}
