import { html, type Markup } from '../pages/markup.ts';
import { type DeviceOptions, icon, type PageContext, type Screen } from './device.ts';
import type { Formats } from './formats.ts';
import { livePart, type Say } from './frame.ts';
import type { Phone, PhoneCall, PhoneMessage, UssdSession } from './phone.ts';

/** The parts of a phone, one of which is on the screen. */
export const PHONE_APPS = ['messages', 'dial', 'calls'] as const;
type App = (typeof PHONE_APPS)[number];

/** @param app the part that is asked for */
export function phoneScreen(phone: Phone, app: string | null, context: PageContext): Screen {
  const known: App = PHONE_APPS.find((one) => one === app) ?? 'messages';
  const screen = { messages: inbox, dial: dialler, calls: callList }[known];
  return { app: known, content: screen(phone, context) };
}

/** The message or call that came last. */
export function phoneNews({ messages, calls }: Phone, say: Say): DeviceOptions['news'] {
  const [newest] = [...messages, ...calls.filter(({ state }) => state === 'ringing')].sort(
    (a, b) => Date.parse(b.at) - Date.parse(a.at),
  );
  return newest === undefined ? null : { id: newest.id, text: say('new-message', { sender: newest.sender }) };
}

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
