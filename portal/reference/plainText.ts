const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#x27': "'" };

/** Elements that stand within a word or sentence. */
const INLINE = /<\/?(?:a|abbr|b|code|del|em|i|span|strong|sub|sup|wbr)\b[^>]*>/g;

/** The words of an HTML description on one line, at most `most` letters, cut between words. */
export function plainText(html: string, most = Number.POSITIVE_INFINITY): string {
  const text = html
    .replaceAll(INLINE, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&(\w+|#\w+);/g, (whole, name: string) => entities[name.toLowerCase()] ?? whole)
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (text.length <= most) return text;
  const cut = text.slice(0, most);
  return `${cut.slice(0, cut.lastIndexOf(' ')).trimEnd()}…`;
}
