import { createHash } from 'node:crypto';
import { html, Markup } from '../pages/markup.ts';

const STYLE = `:root{color-scheme:light dark;font:1.0625rem/1.6 system-ui,sans-serif}
body{max-width:30rem;margin:0 auto;padding:1.5rem 1.25rem 3rem;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.3;margin:1rem 0}
header{display:flex;gap:1rem;justify-content:space-between;flex-wrap:wrap}
.note{border-inline-start:3px solid #0b6e4f;padding-inline-start:.75rem}
[role=alert]{border-inline-start:3px solid #c62828;padding-inline-start:.75rem}
fieldset{border:0;margin:1rem 0;padding:0}legend{font-weight:600;padding:0}
label.choice{display:flex;gap:.75rem;align-items:center;min-height:2.75rem;border-bottom:1px solid #8885}
label.choice small{opacity:.8;display:block}
input[type=radio]{inline-size:1.25rem;block-size:1.25rem;flex:none}
label.field{display:block;font-weight:600;margin-top:1rem}
input[type=text]{font:inherit;inline-size:100%;box-sizing:border-box;padding:.5rem;letter-spacing:.15em}
button{font:inherit;min-height:2.75rem;padding:.5rem 1.25rem;margin:1rem .75rem 0 0;border:1px solid #0b6e4f;border-radius:.375rem;cursor:pointer;background:transparent;color:inherit}
button.main{background:#0b6e4f;color:#fff}
dt{font-weight:600}dd{margin:0 0 .5rem}code{font-size:1.1em}
:focus-visible{outline:3px solid #0b6e4f;outline-offset:2px}`;

const STYLE_SOURCE = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;

/** A page in one language. It works without a script. */
export interface LoginPage {
  locale: string;
  title: string;
  /** Links to the same page in other languages. */
  languages: { locale: string; name: string; href: string }[];
  body: Markup;
}

export function pageHtml({ locale, title, languages, body }: LoginPage): string {
  const links = languages.map(
    ({ locale, name, href }) => html`<a href="${href}" lang="${locale}" hreflang="${locale}">${name}</a>`,
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
<header>${links}</header>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`.text;
}

/**
 * Headers, names and values in turn, of a page of the login: no script runs but those that the provider adds by their hash,
 * nobody frames it, and its forms lead nowhere but here and to the app.
 * @param redirects addresses to which the login may lead a browser
 */
export function pageHeaders(redirects: string[]): string[] {
  const policy = [
    "default-src 'none'",
    `style-src ${STYLE_SOURCE}`,
    'script-src',
    `form-action ${["'self'", ...new Set(redirects.map(sourceOf))].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return [
    ...['Content-Security-Policy', policy.join('; ')],
    ...['Referrer-Policy', 'same-origin'],
    ...['X-Content-Type-Options', 'nosniff'],
    ...['X-Frame-Options', 'DENY'],
    ...['Cross-Origin-Opener-Policy', 'same-origin-allow-popups'],
    ...['Cache-Control', 'no-store'],
  ];
}

/** The CSP source of an address: browsers hold redirects after a form to `form-action`, too. */
function sourceOf(address: string): string {
  const { protocol, origin } = new URL(address);
  return protocol === 'http:' || protocol === 'https:' ? origin : protocol;
}
