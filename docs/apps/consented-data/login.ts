import * as client from 'openid-client';
import { apiKey, fetchFromPlatform } from './lib/platform.ts';
import type { Store } from './lib/store.ts';

const ISSUER = new URL('http://localhost:4000/sandbox/single-sign-on/v2');

/** A login that has begun in a browser, by its `state`, and the client ID of the app, by its redirect URI. */
export interface Attempt {
  id: string;
  clientId?: string;
  codeVerifier?: string;
  nonce?: string;
  /** The session that it led to. */
  session?: string;
}

/** What the provider says of a person. No claim holds the NID. */
export interface Person {
  sub: string;
  name: string;
  nameBn: string;
  birthDate: string;
}

/** Login with OpenID Connect: authorization code with PKCE, pushed requests, and the checks of a certified library. */
export function login(attempts: Store<Attempt>, app: string) {
  const redirectUri = `${app}/callback`;
  const options = {
    // Without TLS on this machine only.
    execute: ISSUER.protocol === 'http:' ? [client.allowInsecureRequests] : [],
    [client.customFetch]: fetchFromPlatform as client.CustomFetch,
  };

  /** The app is registered once; what came of it is kept. */
  async function configuration(): Promise<client.Configuration> {
    const known = attempts.get(redirectUri)?.clientId;
    if (known !== undefined) return client.discovery(ISSUER, known, undefined, client.None(), options);
    const metadata = {
      client_name: 'Consent and data',
      redirect_uris: [redirectUri],
      post_logout_redirect_uris: [app],
    };
    const config = await client.dynamicClientRegistration(ISSUER, metadata, client.None(), {
      initialAccessToken: apiKey,
      ...options,
    });
    attempts.add({ id: redirectUri });
    attempts.update(redirectUri, { clientId: config.clientMetadata().client_id });
    return config;
  }

  /** @returns where the browser goes, and the state that it has to come back with */
  async function begin(locale: string): Promise<{ url: string; state: string }> {
    const [codeVerifier, state, nonce] = [client.randomPKCECodeVerifier(), client.randomState(), client.randomNonce()];
    attempts.add({ id: state, codeVerifier, nonce });
    const parameters = {
      redirect_uri: redirectUri,
      scope: 'openid profile',
      acr_values: 'substantial',
      ui_locales: locale,
      state,
      nonce,
      code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
    };
    try {
      return { url: (await client.buildAuthorizationUrlWithPAR(await configuration(), parameters)).href, state };
    } catch (error) {
      // The registration may be gone, such as one with DEMO_KEY after a day.
      if (!(error instanceof client.ResponseBodyError) || error.error !== 'invalid_client') throw error;
      attempts.update(redirectUri, { clientId: undefined });
      return { url: (await client.buildAuthorizationUrlWithPAR(await configuration(), parameters)).href, state };
    }
  }

  /**
   * Exchanges the code for what the provider says of the person; the tokens are not kept.
   * @throws Error of the library where anything is not as it was begun, or the person has refused
   */
  async function finish(url: URL, { id, codeVerifier = '', nonce = '' }: Attempt): Promise<Person> {
    const config = await configuration();
    const checks = { pkceCodeVerifier: codeVerifier, expectedState: id, expectedNonce: nonce, idTokenExpected: true };
    const tokens = await client.authorizationCodeGrant(config, url, checks);
    const sub = tokens.claims()?.sub ?? '';
    const claims = await client.fetchUserInfo(config, tokens.access_token, sub);
    return {
      sub,
      name: claims.name ?? '',
      nameBn: String(claims['name#bn'] ?? claims.name ?? ''),
      birthDate: claims.birthdate ?? '',
    };
  }

  return { begin, finish };
}

/** The error code of OAuth 2.0, such as `access_denied`; `null` for any other error. */
export function errorCode(error: unknown): string | null {
  const isOfLibrary = error instanceof client.AuthorizationResponseError || error instanceof client.ResponseBodyError;
  return isOfLibrary ? error.error : null;
}
