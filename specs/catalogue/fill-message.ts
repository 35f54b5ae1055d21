/** `{name}` in a message is replaced by its value, a number in the digits of the language. */
export function fillMessage(message: string, values: Record<string, string | number>, locale: string): string {
  return message.replace(/\{(\w+)\}/g, (whole, name) => (values[name] ?? whole).toLocaleString(locale));
}
