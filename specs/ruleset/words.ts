/** The words of a name in lower case: `fatherNID_no` gives `father`, `nid`, `no`. */
export function splitWords(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** The words of a name in lower case, and the whole without separators: `access_token` gives `access`, `token`, `accesstoken`. */
export function wordsOf(name: string): string[] {
  const words = splitWords(name);
  return [...words, words.join('')];
}
