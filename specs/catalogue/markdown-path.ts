/** Where a page is as Markdown: `/docs/webhooks/` as `/docs/webhooks.md`. */
export function markdownPath(url: string): string {
  return `${url.replace(/\/$/, '')}.md`;
}
