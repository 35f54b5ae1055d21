/** Words that YAML readers may take for something other than text. */
const NOT_TEXT = /^(true|false|null|yes|no|on|off|y|n)$/i;

/** What can be written in one line. */
export type Written = string | string[] | Record<string, string>[];

/** A one-line text, or a list, as it may stand anywhere in YAML, flow style included. */
export function yamlText(value: Written): string {
  if (typeof value === 'string') return oneText(value);
  const items = value.map((item) => {
    if (typeof item === 'string') return oneText(item);
    const pairs = Object.entries(item).map(([key, text]) => `${oneText(key)}: ${oneText(text)}`);
    return `{ ${pairs.join(', ')} }`;
  });
  return `[${items.join(', ')}]`;
}

function oneText(text: string): string {
  return /^[a-z][a-z0-9-]*$/i.test(text) && !NOT_TEXT.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
}
