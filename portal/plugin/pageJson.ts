/**
 * A page's data as it stands in the page. Values and bodies of examples are written as the page shows them, so that the page's
 * compression finds them there: a twentieth less of a page with many.
 */
export function pageJson(page: object): string {
  return textOf(page, '') ?? 'null';
}

/** `undefined` where JSON has nothing to say it with. */
function textOf(value: unknown, key: string): string | undefined {
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return JSON.stringify(value);
  if (key === 'value' || key === 'body') return JSON.stringify(value, null, 2);
  if (Array.isArray(value)) return `[${value.map((item) => textOf(item, '') ?? 'null').join()}]`;
  const members = Object.entries(value).flatMap(([name, member]) => {
    const text = textOf(member, name);
    return text === undefined ? [] : [`${JSON.stringify(name)}:${text}`];
  });
  return `{${members.join()}}`;
}
