import { randomBytes } from 'node:crypto';
import type { LoginSettings } from '@dpi/specs/login';
import { type Configuration, errors, interactionPolicy, type KoaContextWithOIDC, Provider } from 'oidc-provider';
import { createAdapter } from './adapter.ts';
import type { LoginKeys } from './keys.ts';
import { type PeopleOfClient, pairwiseSubject } from './people.ts';
import type { LoginStore } from './store.ts';

export interface ProviderOptions {
  /** Such as `https://portal.example/sandbox/single-sign-on/v2`. */
  issuer: string;
  settings: LoginSettings;
  /** Path of each endpoint below the issuer. */
  paths: Record<keyof typeof ROUTES, string>;
  peopleOf: PeopleOfClient;
  locales: string[];
  store: LoginStore;
  keys: LoginKeys;
  pages: Pick<Configuration, 'renderError'> & { logoutSource: LogoutSource; postLogoutSuccessSource: LogoutSuccess };
}

type LogoutSource = (ctx: KoaContextWithOIDC, form: string) => void;
type LogoutSuccess = (ctx: KoaContextWithOIDC) => void;

/** What the provider calls the endpoints whose paths can be chosen. */
const ROUTES = {
  authorization: 'authorization',
  endSession: 'end_session',
  jwks: 'jwks',
  pushedAuthorizationRequest: 'pushed_authorization_request',
  registration: 'registration',
  revocation: 'revocation',
  token: 'token',
  userinfo: 'userinfo',
} as const;

/** Lifetimes, in seconds. */
const LIFETIMES = {
  accessToken: 15 * 60,
  code: 60,
  idToken: 15 * 60,
  /** Of the login page. */
  interaction: 15 * 60,
  /** From the login on, however often it is replaced. */
  refreshToken: 30 * 24 * 3600,
  /** Of the browser at the provider. */
  session: 3600,
};

/** Where the login page is, below the issuer. */
export const INTERACTIONS = '/interactions';

const ALGORITHMS = ['ES256', 'RS256', 'PS256', 'EdDSA'] as const;

/** An OpenID provider (oidc-provider) that logs in synthetic people. */
export function createProvider(options: ProviderOptions): Provider {
  const { issuer, settings, paths, peopleOf, store, keys } = options;
  const basePath = new URL(issuer).pathname;
  const levels = settings.assurance.map(({ level }) => level);
  const cookie = { path: basePath, httpOnly: true, sameSite: 'lax', signed: true } as const;
  const policy = interactionPolicy.base();
  policy.get('login')?.checks.add(
    new interactionPolicy.Check('assurance', 'A higher level of assurance is asked for', ({ oidc }) => {
      const reached = levels.indexOf(String(oidc.session?.acr ?? ''));
      return reached < levels.indexOf(askedLevel(oidc.params?.acr_values, levels)) && oidc.result?.login === undefined;
    }),
  );

  const provider = new Provider(issuer, {
    adapter: createAdapter(store),
    acrValues: levels,
    claims: {
      openid: ['sub'],
      ...Object.fromEntries(Object.entries(settings.claims).map(([scope, claims]) => [scope, Object.keys(claims)])),
    },
    scopes: ['openid', 'offline_access', ...Object.keys(settings.claims)],
    subjectTypes: ['pairwise'],
    pairwiseIdentifier: async (_ctx, accountId, { sectorIdentifier, clientId }) =>
      pairwiseSubject(keys.subjects, String(sectorIdentifier ?? clientId), accountId),
    responseTypes: ['code'],
    pkce: { required: () => true },
    clientAuthMethods: ['none', 'private_key_jwt'],
    enabledJWA: { clientAuthSigningAlgValues: [...ALGORITHMS], idTokenSigningAlgValues: ['ES256'] },
    clientDefaults: {
      grant_types: ['authorization_code', 'refresh_token'],
      id_token_signed_response_alg: 'ES256',
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    },
    extraClientMetadata: {
      properties: ['redirect_uris'],
      validator: (_ctx, _key, _value, metadata) => checkMetadata(metadata),
    },
    allowOmittingSingleRegisteredRedirectUri: false,
    jwks: { keys: keys.signing },
    cookies: {
      names: { session: 'login_session', interaction: 'login_interaction', resume: 'login_resume' },
      keys: keys.cookies,
      long: cookie,
      short: { httpOnly: true, sameSite: 'lax', signed: true },
    },
    discovery: { ui_locales_supported: options.locales, claims_locales_supported: options.locales },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      resourceIndicators: { enabled: false },
      pushedAuthorizationRequests: { enabled: true },
      revocation: {
        enabled: true,
        // A stranger's token is nobody's, and RFC 7009 says 200 to that.
        allowedPolicy: async (_ctx, client, token) => token.clientId === client.clientId,
      },
      registration: {
        enabled: true,
        issueRegistrationAccessToken: false,
        idFactory: () => `app-${randomBytes(8).toString('hex')}`,
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: async (ctx, form) => options.pages.logoutSource(ctx, form),
        postLogoutSuccessSource: async (ctx) => options.pages.postLogoutSuccessSource(ctx),
      },
    },
    clientBasedCORS: () => true,
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: () => true,
    findAccount: async (ctx, id) => {
      const person = (await peopleOf(ctx.oidc.client?.clientId)).get(id);
      if (person === undefined || person.refusal !== null) return undefined;
      return { accountId: id, claims: async () => ({ sub: id, ...person.claims }) };
    },
    interactions: { policy, url: async (_ctx, { uid }) => `${basePath}${INTERACTIONS}/${uid}` },
    renderError: options.pages.renderError,
    routes: Object.fromEntries(
      Object.entries(ROUTES).map(([endpoint, name]) => [name, paths[endpoint as keyof typeof ROUTES]]),
    ),
    ttl: {
      AccessToken: () => LIFETIMES.accessToken,
      AuthorizationCode: () => LIFETIMES.code,
      Grant: () => LIFETIMES.refreshToken,
      IdToken: () => LIFETIMES.idToken,
      Interaction: () => LIFETIMES.interaction,
      RefreshToken: ({ oidc }) => oidc.entities.RotatedRefreshToken?.remainingTTL ?? LIFETIMES.refreshToken,
      Session: () => LIFETIMES.session,
    },
    // Nothing that a client registers makes the platform call anybody.
    fetch: async () => {
      throw new Error('The provider calls nobody');
    },
  });
  // PUBLIC_URL is what the platform is called, whatever it was reached by; the gateway says so in these headers.
  provider.proxy = true;
  // What answers a GET is as good with 302, the status that OAuth's own examples have.
  provider.use(async (ctx, next) => {
    await next();
    if (ctx.method === 'GET' && ctx.status === 303) ctx.status = 302;
  });
  return provider;
}

/** The level of assurance that a request asks for: the first in `acr_values` that there is, else the lowest. */
export function askedLevel(acrValues: unknown, levels: string[]): string {
  const asked = typeof acrValues === 'string' ? acrValues.split(' ') : [];
  return asked.find((level) => levels.includes(level)) ?? levels[0] ?? '';
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** What a redirect URI may be: HTTPS, HTTP on the developer's own machine, or a scheme of a mobile app (RFC 8252). */
function isRedirectUri(uri: unknown): boolean {
  const url = typeof uri === 'string' ? URL.parse(uri) : null;
  if (url === null || url.hash !== '') return false;
  if (url.protocol === 'https:') return true;
  return url.protocol === 'http:' ? LOOPBACK.has(url.hostname) : url.protocol.includes('.');
}

function checkMetadata(metadata: Record<string, unknown>): void {
  for (const name of ['redirect_uris', 'post_logout_redirect_uris']) {
    const uris = metadata[name] ?? [];
    if (Array.isArray(uris) && uris.every(isRedirectUri)) continue;
    throw new errors.CustomOIDCProviderError(
      'invalid_redirect_uri',
      `${name} must be https URLs, http URLs on localhost, or URLs of a private-use scheme such as org.example.app:/callback`,
    );
  }
  for (const name of ['jwks_uri', 'sector_identifier_uri']) {
    if (metadata[name] === undefined) continue;
    throw new errors.InvalidClientMetadata(`${name} is not read here; send the keys themselves in jwks`);
  }
}
