import { html, Markup } from '../pages/markup.ts';
import type { Formats } from './formats.ts';
import { livePart, type Say } from './frame.ts';

/** What stands on the screen of a device. */
export interface Screen {
  /** Id of the part that it is, whose name is a text of the pages. */
  app: string;
  content: Markup;
}

export interface DeviceOptions {
  screen: Screen;
  /** Ids of all parts. */
  apps: readonly string[];
  /** Path of the page, in its language. */
  path: string;
  /** The time of the world's clock, RFC 3339. */
  now: string;
  /** Why what was done last was refused; `null` where nothing was. */
  alert: string | null;
  /** What came last, which is announced when it comes; `null` where nothing has. */
  news: { id: string; text: string } | null;
  formats: Formats;
  say: Say;
}

/** What the parts of a page are drawn with. */
export type PageContext = Pick<DeviceOptions, 'path' | 'formats' | 'say'>;

/** A device with its screen: what a person holds in the hand. The page has an element `person`, which names it. */
export function deviceHtml({ screen, apps, path, now, alert, news, formats, say }: DeviceOptions): Markup {
  const tabs = apps.map(
    (app) =>
      html`<a href="${path}?app=${app}"${app === screen.app ? html` aria-current="page"` : ''}>${icon(app)}<span>${say(app)}</span></a>`,
  );
  const time = formats.clock(now);
  return html`<section class="device" aria-labelledby="person">
${livePart('clock', html`<div class="status"><time datetime="${now}" title="${say('world-time')}">${time}</time><span aria-hidden="true">${SIGNAL}</span></div>`)}
<div class="screen" tabindex="-1"><h2>${say(screen.app)}</h2>
${alert === null ? '' : html`<p role="alert">${alert}</p>`}
${screen.content}
</div>
<nav class="tabs" aria-label="${say('apps')}">${tabs}</nav>
<p id="news" hidden data-newest="${news?.id ?? ''}">${news?.text ?? ''}</p>
</section>`;
}

const SIGNAL = new Markup(
  '<svg viewBox="0 0 46 14"><path d="M0 10h3v4H0zM5 7h3v7H5zM10 4h3v10h-3zM15 0h3v14h-3z"/><path d="M24 2h17a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H24a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2zm0 1.5a.5.5 0 0 0-.5.5v6a.5.5 0 0 0 .5.5h17a.5.5 0 0 0 .5-.5V4a.5.5 0 0 0-.5-.5zM44 5h1.5v4H44z" fill-rule="evenodd"/><path d="M25 5h12v4H25z"/></svg>',
);

/** A picture of a part, drawn in lines. */
export function icon(app: string): Markup {
  return new Markup(`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${PATHS[app] ?? ''}"/></svg>`);
}

const PATHS: Record<string, string> = {
  messages: 'M4 5h16v11H9l-5 4z',
  dial: 'M6 5h.01M12 5h.01M18 5h.01M6 11h.01M12 11h.01M18 11h.01M6 17h.01M12 17h.01M18 17h.01M12 21h.01',
  calls: 'M6 3h3l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z',
  consents: 'M12 3l8 3v6c0 5-3.5 7.5-8 9-4.5-1.5-8-4-8-9V6zM8.5 12l2.5 2.5 4.5-5',
  payments: 'M3 6h18v12H3zM3 10h18M7 15h4',
  trail: 'M3 12s3.5-6 9-6 9 6 9 6-3.5 6-9 6-9-6-9-6zM12 9.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5',
  documents: 'M7 3h7l4 4v14H7zM14 3v4h4M10 12h5M10 16h5',
  applications: 'M5 4h14v16H5zM9 9h6M9 13h6M9 17h3',
};
