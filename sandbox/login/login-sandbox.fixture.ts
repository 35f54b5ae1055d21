import { randomUUID } from 'node:crypto';
import type { TestContext } from 'node:test';
import { createMockEngine, MemoryStore, Worlds } from '@dpi/mocks';
import { loadCatalogue } from '@dpi/specs';
import * as client from 'openid-client';
import { startTestSandbox, type TestSandbox } from '../testing/test-sandbox.ts';

const catalogue = await loadCatalogue({ services: ['single-sign-on'] });

/** A sandbox whose only service is the login, reached by the address it says of itself. */
export interface LoginSandbox extends TestSandbox {
  issuer: URL;
}

export async function startLoginSandbox(t: TestContext, env: Record<string, string> = {}): Promise<LoginSandbox> {
  const port = env.PORT ?? String(await freePort());
  const publicUrl = `http://localhost:${port}`;
  const worlds = new Worlds(catalogue, { store: new MemoryStore() });
  const mocks = await createMockEngine(catalogue, { publicUrl, worlds });
  const sandbox = await startTestSandbox(t, { PORT: port, PUBLIC_URL: publicUrl, ...env }, { catalogue, mocks });
  return { ...sandbox, issuer: new URL(`${publicUrl}/sandbox/single-sign-on/v2`) };
}

async function freePort(): Promise<number> {
  const { createServer } = await import('node:net');
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port');
  return address.port;
}

export const REDIRECT = 'http://localhost:3999/callback';

export const HTTP = { execute: [client.allowInsecureRequests] };

/** An app that openid-client has configured itself for, registered with a key. */
export function register(
  { issuer }: LoginSandbox,
  key: string,
  metadata: Partial<client.ClientMetadata> = {},
  auth?: client.ClientAuth,
): Promise<client.Configuration> {
  const app = { client_name: 'Test app', redirect_uris: [REDIRECT], ...metadata };
  return client.dynamicClientRegistration(issuer, app, auth ?? client.None(), { initialAccessToken: key, ...HTTP });
}

/** A browser, as far as a login needs one: keeps cookies, and follows redirects until they leave the provider. */
export class Browser {
  readonly #cookies = new Map<string, { value: string; path: string }>();

  /** @returns the page, or the address that the provider leads to */
  async open(url: string | URL, form?: Record<string, string>): Promise<{ url: URL; status: number; text: string }> {
    let next = new URL(url);
    let body = form === undefined ? null : new URLSearchParams(form);
    for (;;) {
      const response = await fetch(next, {
        method: body === null ? 'GET' : 'POST',
        redirect: 'manual',
        headers: { cookie: this.#header(next), accept: 'text/html', 'sec-fetch-site': 'same-origin' },
        body,
      });
      for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
      const location = response.headers.get('location');
      if (location === null) return { url: next, status: response.status, text: await response.text() };
      const target = new URL(location, next);
      if (target.origin !== next.origin) return { url: target, status: response.status, text: '' };
      next = target;
      body = null;
    }
  }

  #keep(cookie: string): void {
    const [pair = '', ...attributes] = cookie.split('; ');
    const [name = '', value = ''] = pair.split('=');
    const path = attributes.find((one) => one.startsWith('path='))?.slice(5) ?? '/';
    if (value === '') this.#cookies.delete(`${name} ${path}`);
    else this.#cookies.set(`${name} ${path}`, { value: `${name}=${value}`, path });
  }

  #header({ pathname }: URL): string {
    const fitting = [...this.#cookies.values()].filter(({ path }) => pathname.startsWith(path));
    return fitting.map(({ value }) => value).join('; ');
  }
}

export interface Started {
  url: URL;
  verifier: string;
  state: string;
  nonce: string;
}

/** The address at which a login begins, and what the app must remember of it. */
export async function startLogin(
  config: client.Configuration,
  parameters: Record<string, string> = {},
  pushed = true,
): Promise<Started> {
  const verifier = client.randomPKCECodeVerifier();
  const [state, nonce] = [randomUUID(), randomUUID()];
  const all = {
    redirect_uri: REDIRECT,
    scope: 'openid profile phone',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...parameters,
  };
  const build = pushed ? client.buildAuthorizationUrlWithPAR : client.buildAuthorizationUrl;
  return { url: await build(config, all), verifier, state, nonce };
}

/** Logs somebody in on the login page and gives the address that the browser is led to. */
export async function logInAs(browser: Browser, url: URL, person: string): Promise<URL> {
  let page = await browser.open(url);
  if (page.text.includes('name="person"')) page = await browser.open(page.url, { action: 'person', person });
  const code = /\b\d{6}\b/.exec(page.text.replace(/<style>[\s\S]*<\/style>/, ''))?.[0];
  if (page.text.includes('name="code"') && code !== undefined) {
    page = await browser.open(page.url, { action: 'password', code, biometric: 'matches' });
  }
  if (page.text.includes('value="allow"')) page = await browser.open(page.url, { action: 'allow' });
  return page.url;
}

/** The whole login of a person. */
export async function tokensFor(
  config: client.Configuration,
  person = 'rahima-begum',
  parameters: Record<string, string> = {},
): Promise<client.TokenEndpointResponse & client.TokenEndpointResponseHelpers> {
  const { url, verifier, state, nonce } = await startLogin(config, parameters);
  const back = await logInAs(new Browser(), url, person);
  return client.authorizationCodeGrant(config, back, {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
  });
}
