/** The words of a name in lower case, and the whole without separators: `access_token` gives `access`, `token`, `accesstoken`. */
export function wordsOf(name: string): string[] {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  return [...words, words.join('')];
}
