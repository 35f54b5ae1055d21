import { createHash } from 'node:crypto';
import { html, Markup } from '../pages/markup.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';

/** Formats a text of these pages. */
export type Say = (id: string, values?: Record<string, string | number>) => string;

/** A page that stands for one of a person's own, in one language. */
export interface PersonPage {
  locale: string;
  title: string;
  /** Links to the same page in other languages. */
  languages: { locale: string; name: string; href: string }[];
  /** The portal in the language of the page. */
  home: { name: string; href: string };
  body: Markup;
}

export function personPageHtml({ locale, title, languages, home, body }: PersonPage): string {
  const links = languages.map(
    ({ locale: other, name, href }) => html`<a href="${href}" lang="${other}" hreflang="${other}">${name}</a>`,
  );
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<header class="top"><a href="${home.href}">${home.name}</a><nav>${links}</nav></header>
<main>
${body}
</main>
<p id="said" role="status" class="unseen"></p>
<script>${new Markup(SCRIPT)}</script>
</body>
</html>
`.text;
}

/** A part of a page that is replaced where its version has changed; without a script it is as it was when the page was opened. */
export function livePart(id: string, content: Markup): Markup {
  const version = createHash('sha256').update(content.text).digest('base64url').slice(0, 12);
  return html`<div id="${id}" data-version="${version}">${content}</div>`;
}

const POLICY = [
  "default-src 'none'",
  `style-src ${sourceOf(STYLE)}`,
  `script-src ${sourceOf(SCRIPT)}`,
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Headers, names and values in turn, of every page: only its own script runs, nobody frames it, and nothing is kept of it. */
export const PAGE_HEADERS: readonly string[] = [
  ...['Content-Security-Policy', POLICY],
  ...['Referrer-Policy', 'same-origin'],
  ...['X-Content-Type-Options', 'nosniff'],
  ...['X-Frame-Options', 'DENY'],
  ...['Cross-Origin-Opener-Policy', 'same-origin'],
  ...['Cache-Control', 'no-store'],
];

function sourceOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
