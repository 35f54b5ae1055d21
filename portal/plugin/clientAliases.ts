/** What the browser gets instead of Docusaurus' own parts. */
export function clientAliases(_siteDir: string): Record<string, string> {
  return {};
}
