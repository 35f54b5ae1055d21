/** What team names are compared by: letters that look the same, capitals, spaces and joiners make no difference. */
export function teamNameKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u200c\u200d]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
