/** Words that YAML readers may take for something other than text. */
const NOT_TEXT = /^(true|false|null|yes|no|on|off|y|n)$/i;

/** A one-line text or a list of such, as it may stand anywhere in YAML, flow style included. */
export function yamlText(value: string | string[]): string {
  if (Array.isArray(value)) return `[${value.map((item) => yamlText(item)).join(', ')}]`;
  return /^[a-z][a-z0-9-]*$/i.test(value) && !NOT_TEXT.test(value) ? value : `'${value.replaceAll("'", "''")}'`;
}
