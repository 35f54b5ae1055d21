import { randomInt } from 'node:crypto';
import type { LoginSettings } from '@dpi/specs/login';
import type { Interaction, InteractionResults, Provider } from 'oidc-provider';
import { isSameSecret } from '../keys/same-secret.ts';
import { html, type Markup } from '../pages/markup.ts';
import { type LoginPerson, nameOf, type PeopleOfClient } from './people.ts';
import { askedLevel } from './provider.ts';
import type { LoginStore } from './store.ts';

/** Seconds for which a one-time password is valid. */
const PASSWORD_SECONDS = 180;
/** Times that a one-time password may be tried. */
const TRIES = 3;
const MODEL = 'OneTimePassword';

/** Formats a text of the login page. */
export type Say = (id: string, values?: Record<string, string | number>) => string;

export interface InteractionOptions {
  provider: Provider;
  settings: LoginSettings;
  peopleOf: PeopleOfClient;
  store: LoginStore;
  /** Name of the platform. */
  platform: string;
  hasText: (id: string) => boolean;
}

/** What a person did on the login page: fields of its form. */
export type Input = URLSearchParams;

/** What comes of it: a page with a status, the page anew, or the end of this step, with which the provider goes on. */
export type Outcome =
  | { kind: 'page'; title: string; body: Markup; status: number }
  | { kind: 'again' }
  | { kind: 'finished'; result: InteractionResults };

interface Password {
  person: string;
  code: string;
  tries: number;
  /** In milliseconds since 1970. */
  sentAt: number;
}

/** The steps of a login: who it is, the proof of that, and what the app may see. */
export class LoginSteps {
  readonly #options: InteractionOptions;

  constructor(options: InteractionOptions) {
    this.#options = options;
  }

  /** The page of the step that a login is at. */
  async show(interaction: Interaction, say: Say, locale: string): Promise<Outcome> {
    if (interaction.prompt.name === 'consent') return this.#consentPage(interaction, say, locale);
    const password = this.#passwordOf(interaction);
    return password === null
      ? this.#peoplePage(interaction, say, locale, null)
      : this.#passwordPage(interaction, say, locale, password, null);
  }

  /** What comes of a form that was sent. */
  async submit(interaction: Interaction, input: Input, say: Say, locale: string): Promise<Outcome> {
    const action = input.get('action');
    if (action === 'cancel') return refused('The person cancelled the login.');
    if (interaction.prompt.name === 'consent') {
      return action === 'allow' ? this.#allow(interaction) : refused('The person refused consent.');
    }
    if (action === 'choose') {
      await this.#options.store.remove(MODEL, interaction.uid);
      return { kind: 'again' };
    }
    if (action === 'password') return this.#checkPassword(interaction, input, say, locale);
    return this.#choose(interaction, input.get('person') ?? '', say, locale);
  }

  async #choose(interaction: Interaction, id: string, say: Say, locale: string): Promise<Outcome> {
    const person = await this.#person(interaction, id);
    if (person === undefined) return this.#peoplePage(interaction, say, locale, say('unknown-person'));
    if (person.refusal !== null) {
      const message = say(`refused-${person.refusal}`, { person: nameOf(person, locale) });
      return this.#peoplePage(interaction, say, locale, message);
    }
    if (this.#factors(interaction).length === 0) return this.#loggedIn(interaction, person.id);
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    await this.#keep(interaction, { person: person.id, code, tries: TRIES, sentAt: Date.now() });
    return { kind: 'again' };
  }

  async #person({ params }: Interaction, id: string): Promise<LoginPerson | undefined> {
    return (await this.#options.peopleOf(params.client_id)).get(id);
  }

  async #checkPassword(interaction: Interaction, input: Input, say: Say, locale: string): Promise<Outcome> {
    const password = this.#passwordOf(interaction);
    if (password === null) return { kind: 'again' };
    const factors = this.#factors(interaction);
    if (factors.includes('otp')) {
      if (Date.now() > password.sentAt + PASSWORD_SECONDS * 1000) {
        return this.#passwordPage(interaction, say, locale, password, say('password-expired'));
      }
      const person = await this.#person(interaction, password.person);
      const given = (input.get('code') ?? '').replace(/\s/g, '').normalize('NFKC');
      const isRight = person?.isReachable === true && isSameSecret(given, password.code);
      if (!isRight) return this.#wrong(interaction, password, 'password-wrong', say, locale);
    }
    if (factors.includes('biometric') && input.get('biometric') !== 'matches') {
      return this.#wrong(interaction, password, 'biometric-wrong', say, locale);
    }
    await this.#options.store.remove(MODEL, interaction.uid);
    return this.#loggedIn(interaction, password.person);
  }

  async #wrong(interaction: Interaction, password: Password, text: string, say: Say, locale: string): Promise<Outcome> {
    const tries = password.tries - 1;
    if (tries === 0) {
      await this.#options.store.remove(MODEL, interaction.uid);
      return refused(`The person could not be authenticated: ${TRIES} wrong tries.`);
    }
    await this.#keep(interaction, { ...password, tries });
    return this.#passwordPage(interaction, say, locale, password, say(text, { count: tries }));
  }

  #loggedIn(interaction: Interaction, accountId: string): Outcome {
    const factors = this.#factors(interaction);
    const amr = factors.map((factor) => (factor === 'biometric' ? 'user' : factor));
    return { kind: 'finished', result: { login: { accountId, acr: this.#level(interaction), amr } } };
  }

  async #allow(interaction: Interaction): Promise<Outcome> {
    const { provider } = this.#options;
    const { prompt, params, session, grantId } = interaction;
    const known = grantId === undefined ? undefined : await provider.Grant.find(grantId);
    const grant = known ?? new provider.Grant({ accountId: session?.accountId, clientId: String(params.client_id) });
    const { missingOIDCScope, missingOIDCClaims } = prompt.details;
    if (Array.isArray(missingOIDCScope)) grant.addOIDCScope(missingOIDCScope.join(' '));
    if (Array.isArray(missingOIDCClaims)) grant.addOIDCClaims(missingOIDCClaims);
    return { kind: 'finished', result: { consent: { grantId: await grant.save() } } };
  }

  async #peoplePage(interaction: Interaction, say: Say, locale: string, alert: string | null): Promise<Outcome> {
    const known = await this.#options.peopleOf(interaction.params.client_id);
    const people = [...known.values()].map((person, index) => {
      const id = `person-${index}`;
      const checked = index === 0 ? html` checked` : '';
      return html`<label class="choice" for="${id}"><input type="radio" name="person" id="${id}" value="${person.id}"${checked}><span>${nameOf(person, locale)}<small>${person.identifier}</small></span></label>
`;
    });
    const body = html`${await this.#head(interaction, say)}${alerted(alert)}
<form method="post">
<fieldset><legend>${say('choose')}</legend>
${people}</fieldset>
<button class="main" name="action" value="person">${say('continue')}</button>
<button name="action" value="cancel">${say('cancel')}</button>
</form>`;
    return { kind: 'page', title: say('title'), body, status: alert === null ? 200 : 400 };
  }

  async #passwordPage(
    interaction: Interaction,
    say: Say,
    locale: string,
    { person: id, code }: Password,
    alert: string | null,
  ): Promise<Outcome> {
    const person = await this.#person(interaction, id);
    if (person === undefined) return this.#peoplePage(interaction, say, locale, say('unknown-person'));
    const factors = this.#factors(interaction);
    const sms = person.isReachable ? say('password-sms', { code }) : say('password-lost');
    const sent = say('password-sent', { phone: person.phone ?? '', minutes: PASSWORD_SECONDS / 60 });
    const body = html`${await this.#head(interaction, say)}<p><strong>${nameOf(person, locale)}</strong></p>${alerted(alert)}
<form method="post">
${
  factors.includes('otp')
    ? html`<p>${sent}</p>
<p class="note">${sms}</p>
<label class="field" for="code">${say('password')}</label>
<input type="text" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="20">
`
    : ''
}${factors.includes('biometric') ? biometric(say) : ''}<button class="main" name="action" value="password">${say('continue')}</button>
<button name="action" value="choose">${say('other-person')}</button>
<button name="action" value="cancel">${say('cancel')}</button>
</form>
<form method="post"><input type="hidden" name="person" value="${id}"><button name="action" value="person">${say('send-again')}</button></form>`;
    return { kind: 'page', title: say('title'), body, status: alert === null ? 200 : 400 };
  }

  async #consentPage(interaction: Interaction, say: Say, locale: string): Promise<Outcome> {
    const { settings, hasText } = this.#options;
    const person = await this.#person(interaction, interaction.session?.accountId ?? '');
    const app = await this.#appName(interaction);
    const missing = interaction.prompt.details.missingOIDCScope;
    const scopes = Array.isArray(missing) ? missing.map(String) : [];
    const claims = scopes.flatMap((scope) => Object.keys(settings.claims[scope] ?? {}));
    const shown = claims.flatMap((claim) => {
      const value = person?.claims[claim];
      const [plain = claim, language] = claim.split('#');
      if (typeof value !== 'string') return [];
      const label = hasText(`claim-${plain}`) ? say(`claim-${plain}`) : plain;
      return [html`<dt>${label}</dt><dd${language === undefined ? '' : html` lang="${language}"`}>${value}</dd>`];
    });
    const body = html`${await this.#head(interaction, say)}
${person === undefined ? '' : html`<p>${say('consent-person', { person: nameOf(person, locale) })}</p>`}
${shown.length === 0 ? html`<p>${say('consent-nothing')}</p>` : html`<dl>${shown}</dl>`}
${scopes.includes('offline_access') ? html`<p>${say('consent-offline')}</p>` : ''}
<form method="post">
<button class="main" name="action" value="allow">${say('allow')}</button>
<button name="action" value="refuse">${say('refuse')}</button>
</form>`;
    return { kind: 'page', title: say('consent', { app }), body, status: 200 };
  }

  async #head(interaction: Interaction, say: Say): Promise<Markup> {
    const app = await this.#appName(interaction);
    return html`<p>${say('wants', { app })} ${say('level', { level: this.#level(interaction) })}</p>
<p class="note">${say('sandbox', { platform: this.#options.platform })}</p>
`;
  }

  async #appName({ params }: Interaction): Promise<string> {
    const id = String(params.client_id);
    const client = await this.#options.provider.Client.find(id);
    return client?.clientName ?? id;
  }

  #level({ params }: Interaction): string {
    return askedLevel(
      params.acr_values,
      this.#options.settings.assurance.map(({ level }) => level),
    );
  }

  #factors(interaction: Interaction): string[] {
    const level = this.#level(interaction);
    return this.#options.settings.assurance.find((one) => one.level === level)?.asks ?? [];
  }

  #passwordOf({ uid }: Interaction): Password | null {
    return (this.#options.store.find(MODEL, uid)?.payload as Password | undefined) ?? null;
  }

  #keep({ uid, exp, params }: Interaction, password: Password): Promise<void> {
    const client = String(params.client_id);
    return this.#options.store.put({
      model: MODEL,
      id: uid,
      client,
      owner: '',
      grant: '',
      uid: '',
      expires: exp,
      payload: password,
    });
  }
}

function refused(description: string): Outcome {
  return { kind: 'finished', result: { error: 'access_denied', error_description: description } };
}

function alerted(alert: string | null): Markup {
  return alert === null ? html`` : html`<p role="alert">${alert}</p>`;
}

function biometric(say: Say): Markup {
  return html`<fieldset><legend>${say('biometric')}</legend>
<label class="choice" for="matches"><input type="radio" name="biometric" id="matches" value="matches" checked>${say('biometric-matches')}</label>
<label class="choice" for="differs"><input type="radio" name="biometric" id="differs" value="differs">${say('biometric-differs')}</label>
</fieldset>
`;
}
