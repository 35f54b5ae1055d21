import { parentPort } from 'node:worker_threads';
import { pageMarkdown } from './page-markdown.ts';

/** What is asked of this thread. */
export interface MarkdownRequest {
  id: number;
  html: string;
  url: string;
}

/** What it answers; `text` is `null` where no Markdown could be made. */
export interface MarkdownResponse {
  id: number;
  text: string | null;
}

parentPort?.on('message', async ({ id, html, url }: MarkdownRequest) => {
  const text = await pageMarkdown(html, url).catch(() => null);
  parentPort?.postMessage({ id, text } satisfies MarkdownResponse);
});
