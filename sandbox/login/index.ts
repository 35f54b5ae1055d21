import type { EventEmitter } from 'node:events';
import { parse } from 'node:querystring';
import { languageChooser } from '@dpi/mocks';
import { isObject } from '@dpi/specs/json-value';
import type { LoginEndpoint, LoginSettings } from '@dpi/specs/login';
import type { Catalogue, Country, Persona, Service } from '@dpi/specs/model';
import type { Problem } from '@dpi/specs/problem';
import { serviceReference } from '@dpi/specs/service-reference';
import type { Texts } from '@dpi/specs/texts';
import type { AllClientMetadata, KoaContextWithOIDC } from 'oidc-provider';
import { html, Markup } from '../pages/markup.ts';
import type { Exchange } from '../server/exchange.ts';
import { isSameOrigin } from '../server/same-origin.ts';
import { type ClientOwner, registering } from './adapter.ts';
import { LoginSteps, type Outcome, type Say } from './interaction.ts';
import type { LoginKeys } from './keys.ts';
import { pageHeaders, pageHtml } from './page.ts';
import { type KnownPerson, loginPeople, type PeopleOfClient } from './people.ts';
import { createProvider, INTERACTIONS } from './provider.ts';
import { type ReplayedRequest, replayedRequest } from './replayed-request.ts';
import { simulateLogin } from './simulated-login.ts';
import type { LoginStore } from './store.ts';

export type { ClientOwner } from './adapter.ts';
export { openLoginKeys } from './keys.ts';
export { LoginStore } from './store.ts';

interface LoginOptions {
  service: Service;
  settings: LoginSettings;
  personas: Persona[];
  country: Country;
  publicUrl: string;
  store: LoginStore;
  keys: LoginKeys;
  texts: Texts;
  /** People whom a team has added to its world; none of a guest. */
  peopleOfTeam: (team: string) => Promise<KnownPerson[]>;
  onTrouble: (what: string, error: unknown) => void;
}

/** Who may send a request: whoever has a key, or any app and browser. */
export type LoginAccess = 'key' | 'anybody';

export interface LoginRequest {
  exchange: Exchange;
  /** Below the service, beginning with `/`. */
  path: string;
  body: Buffer | null;
}

/** The OpenID provider of the sandbox, which logs in test people. */
export interface Login {
  /** Who may send the request; `null` where the provider does not answer it. */
  accessOf(method: string, path: string): LoginAccess | null;
  /** The client that a request is of, as far as the request says so; nothing of it is verified yet. */
  clientOf(request: LoginRequest): LoginClient | null;
  /**
   * Answers a request.
   * @param caller who sent it with a key; `null` for those without
   * @returns why it is not answered; `null` where it was
   */
  answer(request: LoginRequest, client: LoginClient | null, caller: ClientOwner | null): Promise<Problem | null>;
}

export interface LoginClient {
  /** Id of the team that registered it, or of a guest. */
  owner: string;
  metadata: AllClientMetadata;
}

/** Clients of one team, or of one guest. */
const MAX_CLIENTS = 50;

/** The providers of the services that have one, by `<service>/<version>`. */
export function createLogins(
  { services, personas, country }: Pick<Catalogue, 'services' | 'personas' | 'country'>,
  options: Omit<LoginOptions, 'service' | 'settings' | 'personas' | 'country'>,
): Map<string, Login> {
  return new Map(
    services.flatMap((service) => {
      const { login: settings } = service;
      if (settings === null) return [];
      return [[serviceReference(service), createLogin({ ...options, service, settings, personas, country })] as const];
    }),
  );
}

function createLogin(options: LoginOptions): Login {
  const { service, settings, country, publicUrl, store, keys, texts } = options;
  const issuer = publicUrl + service.basePath;
  const base = new URL(issuer);
  const operationOf = (endpoint: LoginEndpoint) => {
    const operation = service.operations.find(({ id }) => id === settings.operations[endpoint]);
    if (operation === undefined) throw new Error(`${settings.operations[endpoint]} is no operation of ${service.id}`);
    return operation;
  };
  const pathOf = (endpoint: LoginEndpoint) => operationOf(endpoint).path;
  const personas = loginPeople(options.personas, settings);
  const peopleOf: PeopleOfClient = async (id) => {
    const client = clientWith(id);
    if (client === null) return personas;
    const own = loginPeople(await options.peopleOfTeam(client.owner), settings);
    return own.size === 0 ? personas : new Map([...own, ...personas]);
  };
  const locales = country.locales.map(({ id }) => id);
  const languageFor = languageChooser([locales[0] ?? 'en', ...locales.slice(1)]);
  const levels = settings.assurance.map(({ level }) => level);
  const withPassword = new Set(settings.assurance.filter(({ asks }) => asks.includes('otp')).map(({ level }) => level));

  const provider = createProvider({
    issuer,
    settings,
    paths: {
      authorization: pathOf('authorization'),
      endSession: pathOf('endSession'),
      jwks: pathOf('jwks'),
      pushedAuthorizationRequest: pathOf('pushedAuthorizationRequest'),
      registration: pathOf('registration'),
      revocation: pathOf('revocation'),
      token: pathOf('token'),
      userinfo: pathOf('userinfo'),
    },
    peopleOf,
    locales,
    store,
    keys,
    pages: {
      renderError(ctx, { error, error_description: description }) {
        const locale = localeOf(ctx);
        const say = sayIn(locale);
        const body = html`<p role="alert">${say('error-what', { description: description ?? error })}</p>
<p>${say('error-code', { code: error })}</p>`;
        showIn(ctx, { locale, title: say('error'), body });
      },
      logoutSource(ctx, form) {
        const locale = localeOf(ctx);
        const say = sayIn(locale);
        const body = html`<p>${say('logout-what')}</p>
${new Markup(form)}
<button class="main" type="submit" form="op.logoutForm" value="yes" name="logout">${say('logout-yes')}</button>
<button type="submit" form="op.logoutForm">${say('logout-no')}</button>`;
        showIn(ctx, { locale, title: say('logout'), body });
      },
      postLogoutSuccessSource(ctx) {
        const locale = localeOf(ctx);
        const say = sayIn(locale);
        showIn(ctx, { locale, title: say('logged-out'), body: html`<p>${say('logged-out-what')}</p>` });
      },
    },
  });
  provider.on('server_error', (_ctx, error) => options.onTrouble('The login failed', error));
  // Koa writes errors to the console where nobody listens.
  (provider as EventEmitter).on('error', (error: unknown) => options.onTrouble('The login failed', error));
  const handle = provider.callback();
  const steps = new LoginSteps({
    provider,
    settings,
    peopleOf,
    store,
    platform: country.title,
    hasText: (id) => texts.has(`login.${id}`),
  });

  const byKey = new Map<string, LoginEndpoint>();
  const byAnybody = new Map<string, LoginEndpoint>();
  for (const endpoint of ['registration', 'clients', 'simulation'] as const) byKey.set(routeOf(endpoint), endpoint);
  for (const endpoint of [
    ...(['discovery', 'jwks', 'pushedAuthorizationRequest', 'authorization'] as const),
    ...(['token', 'userinfo', 'revocation', 'endSession'] as const),
  ]) {
    byAnybody.set(routeOf(endpoint), endpoint);
  }
  const removal = new RegExp(`^${pathOf('clientRemoval').replace(/\{\w+\}/, '([A-Za-z0-9_-]{1,64})')}$`);
  const resume = new RegExp(`^${pathOf('authorization')}/([A-Za-z0-9_-]{1,64})$`);
  const interaction = new RegExp(`^${INTERACTIONS}/([A-Za-z0-9_-]{1,64})$`);
  const logoutPages = new Set([`POST ${pathOf('endSession')}/confirm`, `GET ${pathOf('endSession')}/success`]);

  function routeOf(endpoint: LoginEndpoint): string {
    const { method, path } = operationOf(endpoint);
    return `${method.toUpperCase()} ${path}`;
  }

  function sayIn(locale: string): Say {
    return (id, values = {}) => texts.format({ id: `login.${id}`, values }, locale);
  }

  function localeOf(ctx: KoaContextWithOIDC): string {
    const asked = ctx.oidc.params?.ui_locales ?? ctx.query.ui_locales;
    return chosenLocale(asked, ctx.req.headers['accept-language']);
  }

  /** Of the languages that were asked for (OpenID Connect Core, `ui_locales`), the first that there is. */
  function chosenLocale(asked: unknown, accepted: string | undefined): string {
    const wanted = typeof asked === 'string' ? asked.split(' ') : [];
    const known = wanted.map((tag) => locales.find((locale) => tag === locale || tag.startsWith(`${locale}-`)));
    return known.find((locale) => locale !== undefined) ?? languageFor(accepted);
  }

  function showIn(ctx: KoaContextWithOIDC, page: { locale: string; title: string; body: Markup }): void {
    ctx.type = 'html';
    ctx.body = pageHtml({ ...page, languages: [] });
  }

  function clientWith(id: unknown): LoginClient | null {
    const found = typeof id === 'string' ? store.find('Client', id) : null;
    return found === null ? null : { owner: found.owner, metadata: found.payload as AllClientMetadata };
  }

  /** Shows the step of a login, or takes what was done there. */
  async function interact(req: ReplayedRequest, { exchange, body }: LoginRequest): Promise<void> {
    const { res, query } = exchange;
    const details = await provider.interactionDetails(req, res).catch(() => null);
    const asked = new URLSearchParams(query).get('ui_locales');
    const locale = chosenLocale(asked ?? details?.params.ui_locales, req.headers['accept-language']);
    const say = sayIn(locale);
    const show = ({ title, body, status }: Extract<Outcome, { kind: 'page' }>) => {
      const languages = country.locales
        .filter(({ id }) => id !== locale)
        .map(({ id, name }) => ({ locale: id, name, href: `?ui_locales=${id}` }));
      send(exchange, status, 'text/html; charset=utf-8', pageHtml({ locale, title, languages, body }));
    };
    if (details === null) {
      show({ kind: 'page', title: say('error'), body: html`<p role="alert">${say('expired')}</p>`, status: 400 });
      return;
    }
    const outcome =
      exchange.req.method === 'POST'
        ? await steps.submit(details, new URLSearchParams(body?.toString() ?? ''), say, locale)
        : await steps.show(details, say, locale);
    if (outcome.kind === 'page') return show(outcome);
    if (outcome.kind === 'again') {
      res.writeHead(303, { Location: `${req.originalUrl}` }).end();
      return;
    }
    await provider.interactionFinished(req, res, outcome.result, { mergeWithLastSubmission: true });
  }

  function register(owner: ClientOwner, answer: () => Promise<void>): Promise<void> | Problem {
    return store.ofOwner(owner.id).length < MAX_CLIENTS
      ? registering.run(owner, answer)
      : { id: 'client-limit-reached', detail: { id: 'login.client-limit', values: { count: MAX_CLIENTS } } };
  }

  /** An app that says nothing of how it proves itself is a public one: the provider would give it a secret. */
  function registration({ exchange, path, body }: LoginRequest): ReplayedRequest {
    const metadata = jsonIn(body);
    const text = isObject(metadata) ? JSON.stringify({ token_endpoint_auth_method: 'none', ...metadata }) : body;
    const sent = typeof text === 'string' ? Buffer.from(text) : text;
    const replayed = replayedRequest(exchange.req, sent, path, base);
    if (sent !== null) replayed.headers['content-length'] = String(sent.length);
    return replayed;
  }

  return {
    accessOf(method, path) {
      const route = `${method} ${path}`;
      if (byKey.has(route) || (method === 'DELETE' && removal.test(path))) return 'key';
      if (byAnybody.has(route) || logoutPages.has(route)) return 'anybody';
      if (method === 'GET' && resume.test(path)) return 'anybody';
      return (method === 'GET' || method === 'POST') && interaction.test(path) ? 'anybody' : null;
    },
    clientOf({ exchange: { req, query }, path, body }) {
      const [, uid] = resume.exec(path) ?? interaction.exec(path) ?? [];
      if (uid !== undefined) {
        const login = store.find('Interaction', uid)?.payload as { params?: { client_id?: unknown } } | undefined;
        return clientWith(login?.params?.client_id);
      }
      const [, token] = /^bearer +(\S+)$/i.exec(req.headers.authorization ?? '') ?? [];
      if (token !== undefined) {
        const known = store.find('AccessToken', token)?.payload as { clientId?: string } | undefined;
        return clientWith(known?.clientId);
      }
      const sent = { ...parse(query), ...(body === null ? {} : parse(body.toString('latin1'))) };
      const { client_id: id, client_assertion: assertion, id_token_hint: hint } = sent;
      return clientWith(id ?? claimOf(assertion, 'sub') ?? claimOf(hint, 'aud'));
    },
    async answer(request, client, caller) {
      const { exchange, path, body } = request;
      const { req, res, query } = exchange;
      const method = req.method ?? '';
      const route = `${method} ${path}`;
      const replayed = replayedRequest(req, body, query === '' ? path : `${path}?${query}`, base);
      if (caller !== null) {
        const [, id] = method === 'DELETE' ? (removal.exec(path) ?? []) : [];
        if (id !== undefined) {
          if (clientWith(id)?.owner !== caller.id) {
            return { id: 'not-found', detail: { id: 'login.client-unknown', values: { client: id } } };
          }
          await store.removeClient(id);
          send(exchange, 204, null, '');
          return null;
        }
        switch (byKey.get(route)) {
          case 'registration':
            return (await register(caller, () => handle(registration(request), res))) ?? null;
          case 'clients':
            sendJson(exchange, 200, { clients: store.ofOwner(caller.id) });
            return null;
          case 'simulation': {
            const isOwn = (id: string) => clientWith(id)?.owner === caller.id;
            const { identifier } = settings;
            const answer = await simulateLogin(jsonIn(body), {
              provider,
              peopleOf,
              identifier,
              levels,
              withPassword,
              isOwn,
            });
            sendJson(exchange, answer.status, answer.body);
            return null;
          }
        }
      }
      const isPage = interaction.test(path) || resume.test(path) || logoutPages.has(route);
      const endpoint = byAnybody.get(route);
      if (isPage || endpoint === 'authorization' || endpoint === 'endSession') {
        if (method === 'POST' && !isSameOrigin(req.headers, publicUrl)) {
          return { id: 'cross-site-request', detail: { id: 'login.cross-site' } };
        }
        const { redirect_uris: after = [], post_logout_redirect_uris: afterLogout = [] } = client?.metadata ?? {};
        setHeaders(res, pageHeaders([...after, ...afterLogout]));
      }
      if (interaction.test(path)) await interact(replayed, request);
      else await handle(replayed, res);
      return null;
    },
  };
}

function setHeaders(res: Exchange['res'], headers: string[]): void {
  for (let index = 0; index < headers.length; index += 2) res.setHeader(headers[index] ?? '', headers[index + 1] ?? '');
}

function sendJson(exchange: Exchange, status: number, body: object): void {
  send(exchange, status, 'application/json', JSON.stringify(body));
}

function send({ res }: Exchange, status: number, type: string | null, text: string): void {
  if (type !== null) res.setHeader('Content-Type', type);
  if (type !== null) res.setHeader('Content-Length', Buffer.byteLength(text));
  res.writeHead(status).end(text);
}

function jsonIn(body: Buffer | null): unknown {
  try {
    return JSON.parse(body?.toString() ?? '');
  } catch {
    return null;
  }
}

/** A claim of a JWT that nobody has verified. */
function claimOf(token: unknown, claim: string): unknown {
  if (typeof token !== 'string') return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    return isObject(claims) ? claims[claim] : undefined;
  } catch {
    return undefined;
  }
}
