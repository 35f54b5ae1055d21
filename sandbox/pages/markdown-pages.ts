import { Worker } from 'node:worker_threads';
import type { MarkdownRequest, MarkdownResponse } from './page-markdown-worker.ts';

type Settle = (text: string | null) => void;

/** Bytes of Markdown that are kept. */
const CACHE_SIZE = 8 * 1024 * 1024;

/**
 * Pages as Markdown, by their path with `.md` in place of the last slash. They are made when asked for, in a thread of their
 * own: a long page takes a tenth of a second, and nothing else may wait so long.
 */
export class MarkdownPages {
  readonly #publicUrl: string;
  readonly #waiting = new Map<number, Settle>();
  /** By path and text of the page: another build, or an edited spec, has another text. */
  readonly #made = new Map<string, { html: string; text: string }>();
  #size = 0;
  #worker: Worker | null = null;
  #next = 0;

  constructor(publicUrl: string) {
    this.#publicUrl = publicUrl;
  }

  /** The path of the page that an address with `.md` means; `null` where it means none. */
  static pageOf(path: string): string | null {
    if (!path.endsWith('.md')) return null;
    return path.endsWith('/index.md') ? path.slice(0, -'index.md'.length) : `${path.slice(0, -'.md'.length)}/`;
  }

  /**
   * @param page path of the page, with the slash at its end
   * @returns `null` where no Markdown could be made of it
   */
  async make(page: string, html: string): Promise<string | null> {
    const known = this.#made.get(page);
    if (known?.html === html) return known.text;
    const text = await this.#ask(html, this.#publicUrl + page);
    if (text !== null) this.#keep(page, html, text);
    return text;
  }

  close(): void {
    void this.#worker?.terminate();
    this.#end();
  }

  #ask(html: string, url: string): Promise<string | null> {
    this.#worker ??= this.#start();
    const id = this.#next;
    this.#next += 1;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#worker?.postMessage({ id, html, url } satisfies MarkdownRequest);
    });
  }

  #start(): Worker {
    const worker = new Worker(new URL('./page-markdown-worker.ts', import.meta.url));
    worker.unref();
    worker.on('message', ({ id, text }: MarkdownResponse) => {
      this.#waiting.get(id)?.(text);
      this.#waiting.delete(id);
    });
    worker.on('error', () => this.#end());
    worker.on('exit', () => this.#end());
    return worker;
  }

  #end(): void {
    this.#worker = null;
    for (const settle of this.#waiting.values()) settle(null);
    this.#waiting.clear();
  }

  #keep(page: string, html: string, text: string): void {
    this.#forget(page);
    this.#made.set(page, { html, text });
    this.#size += html.length + text.length;
    for (const oldest of this.#made.keys()) {
      if (this.#size <= CACHE_SIZE) break;
      this.#forget(oldest);
    }
  }

  #forget(page: string): void {
    const known = this.#made.get(page);
    if (known === undefined) return;
    this.#made.delete(page);
    this.#size -= known.html.length + known.text.length;
  }
}
