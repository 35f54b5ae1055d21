import { html, Markup } from '../pages/markup.ts';
import type { Formats } from './formats.ts';
import { livePart, type Say } from './frame.ts';
import type { Phone, PhoneCall, PhoneMessage, UssdSession } from './phone.ts';

/** The parts of a phone, one of which is on the screen. */
export const APPS = ['messages', 'dial', 'calls'] as const;
export type App = (typeof APPS)[number];

export interface PhonePageOptions {
  phone: Phone;
  app: App;
  /** Path of the phone, in the language of the page. */
  path: string;
  /** The time of the world's clock, RFC 3339. */
  now: string;
  /** Why what was done last was refused; `null` where nothing was. */
  alert: string | null;
  formats: Formats;
  say: Say;
}

/** The phone itself: what a person holds in the hand. */
export function deviceHtml({ phone, app, path, now, alert, formats, say }: PhonePageOptions): Markup {
  const tabs = APPS.map(
    (name) =>
      html`<a href="${path}?app=${name}"${name === app ? html` aria-current="page"` : ''}>${icon(name)}<span>${say(name)}</span></a>`,
  );
  const screen = { messages: inbox, dial: dialler, calls: callList }[app];
  const [newest] = [...phone.messages, ...phone.calls.filter(({ state }) => state === 'ringing')].sort(
    (a, b) => Date.parse(b.at) - Date.parse(a.at),
  );
  const time = formats.clock(now);
  return html`<section class="device" aria-labelledby="person">
${livePart('clock', html`<div class="status"><time datetime="${now}" title="${say('world-time')}">${time}</time><span aria-hidden="true">${SIGNAL}</span></div>`)}
<div class="screen" tabindex="-1"><h2>${say(app)}</h2>
${alert === null ? '' : html`<p role="alert">${alert}</p>`}
${screen(phone, { path, formats, say })}
</div>
${livePart('tabs', html`<nav class="tabs" aria-label="${say('apps')}">${tabs}</nav>`)}
<p id="news" hidden data-newest="${newest?.id ?? ''}">${newest === undefined ? '' : say('new-message', { sender: newest.sender })}</p>
</section>`;
}

type PageContext = Pick<PhonePageOptions, 'path' | 'formats' | 'say'>;

function inbox({ messages }: Phone, { formats, say }: PageContext): Markup {
  const items = messages.map(
    (message) => html`<li>${entry(message, message.sender.slice(0, 1), message.sender, formats)}</li>
`,
  );
  const content =
    messages.length === 0 ? html`<p class="muted">${say('no-messages')}</p>` : html`<ol class="list">${items}</ol>`;
  return livePart('inbox', content);
}

function callList({ calls }: Phone, { formats, say }: PageContext): Markup {
  const items = calls.map(
    (call: PhoneCall) =>
      html`<li class="${call.state}">${entry(call, icon('calls'), say(`call-${call.state}`, { sender: call.sender }), formats)}</li>
`,
  );
  const content =
    calls.length === 0 ? html`<p class="muted">${say('no-calls')}</p>` : html`<ol class="list">${items}</ol>`;
  return livePart('calls', content);
}

/** A message in a list; a text is shown as it was sent, in its own language. */
function entry({ text, language, at }: PhoneMessage, face: string | Markup, title: string, formats: Formats): Markup {
  const lang = language === '' ? '' : html` lang="${language}"`;
  return html`<span class="face" aria-hidden="true">${face}</span><div class="line"><h3>${title}</h3><time datetime="${at}">${formats.moment(at)}</time></div><p class="sms"${lang}>${text}</p>`;
}

function dialler({ session, shortCodes, dials }: Phone, { path, say }: PageContext): Markup {
  const action = `${path}?app=dial`;
  if (session !== null) return livePart('ussd', sessionHtml(session, action, say));
  if (dials === null) return livePart('ussd', html`<p class="muted">${say('no-dialling')}</p>`);
  const codes = shortCodes.map(
    ({ code, name }) =>
      html`<li><button name="code" value="${code}"><span>${name}</span> <code>${code}</code></button></li>
`,
  );
  const fields = html`<input type="hidden" name="service" value="${dials}"><input type="hidden" name="view" value="ussd">`;
  return livePart(
    'ussd',
    html`<form method="post" action="${action}" class="dial">${fields}
<label class="field" for="code">${say('code')}</label>
<input type="tel" id="code" name="code" autocomplete="off" maxlength="20" required placeholder="*333#">
<button class="main">${say('call')}</button></form>
${codes.length === 0 ? '' : html`<form method="post" action="${action}">${fields}<h3 id="codes" class="muted">${say('codes')}</h3><ul class="codes" aria-labelledby="codes">${codes}</ul></form>`}`,
  );
}

function sessionHtml(
  { service, id, text, language, actions, timedOut }: UssdSession,
  action: string,
  say: Say,
): Markup {
  const can = (name: string) => actions.includes(name);
  const button = (name: string, kind: string) =>
    can(name)
      ? html`<button name="action" value="${name}" class="${kind}" formnovalidate>${say(`ussd-${name}`)}</button>`
      : '';
  // The first button of a form is the one that Enter presses.
  const reply = can('reply')
    ? html`<label class="field" for="value">${say('reply')}</label>
<input type="text" id="value" name="value" autocomplete="off" maxlength="182" required>`
    : '';
  return html`<form method="post" action="${action}" class="ussd">
<input type="hidden" name="service" value="${service}"><input type="hidden" name="view" value="ussd"><input type="hidden" name="item" value="${id}">
<p class="text"${language === '' ? '' : html` lang="${language}"`}>${text}</p>
${timedOut ? html`<p class="note">${say('timed-out')}</p>` : ''}${reply}
<div class="buttons">${button('reply', 'main')}${button('resume', 'main')}${button('end', '')}${can('end') ? '' : html`<a class="button" href="${action}&amp;closed=${id}">${say('close')}</a>`}</div>
</form>`;
}

const SIGNAL = new Markup(
  '<svg viewBox="0 0 46 14"><path d="M0 10h3v4H0zM5 7h3v7H5zM10 4h3v10h-3zM15 0h3v14h-3z"/><path d="M24 2h17a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H24a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2zm0 1.5a.5.5 0 0 0-.5.5v6a.5.5 0 0 0 .5.5h17a.5.5 0 0 0 .5-.5V4a.5.5 0 0 0-.5-.5zM44 5h1.5v4H44z" fill-rule="evenodd"/><path d="M25 5h12v4H25z"/></svg>',
);

function icon(name: App): Markup {
  return new Markup(`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${PATHS[name]}"/></svg>`);
}

const PATHS: Record<App, string> = {
  messages: 'M4 5h16v11H9l-5 4z',
  dial: 'M6 5h.01M12 5h.01M18 5h.01M6 11h.01M12 11h.01M18 11h.01M6 17h.01M12 17h.01M18 17h.01M12 21h.01',
  calls: 'M6 3h3l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z',
};
