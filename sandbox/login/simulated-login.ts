import { isObject } from '@dpi/specs/json-value';
import type { Provider } from 'oidc-provider';
import { pushedParameters } from './adapter.ts';
import type { PeopleOfClient } from './people.ts';
import { askedLevel } from './provider.ts';

export interface SimulationOptions {
  provider: Provider;
  peopleOf: PeopleOfClient;
  /** Name of the member that says who logs in. */
  identifier: string;
  /** Levels of assurance, lowest first. */
  levels: string[];
  /** Levels for which a one-time password is asked. */
  withPassword: Set<string>;
  /** Whether a client belongs to the caller. */
  isOwn: (client: string) => boolean;
}

/** Status and JSON body of a response. */
export interface JsonAnswer {
  status: number;
  body: object;
}

const REQUEST_URI = 'urn:ietf:params:oauth:request_uri:';

/**
 * Logs somebody in without a browser: what the login page does for a pushed authorization request, in one call.
 * @param input `request_uri`, who logs in, `decision` (`allow` or `deny`) and perhaps `acr`
 * @returns the address to which the browser would be led, as `redirect_to`, with the code in it, or an OAuth error
 */
export async function simulateLogin(input: unknown, options: SimulationOptions): Promise<JsonAnswer> {
  const { provider, peopleOf, identifier, levels, withPassword, isOwn } = options;
  if (!isObject(input)) return invalid('The body is not a JSON object.');
  const { request_uri: uri, decision, acr } = input;
  if (typeof uri !== 'string' || !uri.startsWith(REQUEST_URI)) return invalid('request_uri is missing.');
  if (decision !== 'allow' && decision !== 'deny') return invalid('decision is neither allow nor deny.');
  if (acr !== undefined && !levels.includes(String(acr))) return invalid(`acr is none of ${levels.join(', ')}.`);
  const pushed = await provider.PushedAuthorizationRequest.find(uri.slice(REQUEST_URI.length));
  if (pushed === undefined || pushed.isExpired || pushed.consumed !== undefined) {
    return invalid('request_uri is invalid, expired, or was already used.');
  }
  const params = pushedParameters(pushed.request);
  const client = await provider.Client.find(String(params.client_id));
  if (client === undefined || !isOwn(client.clientId)) return invalid('request_uri is of a client of somebody else.');
  const people = await peopleOf(client.clientId);
  const person = [...people.values()].find((one) => one.identifier === input[identifier]);
  if (person === undefined) return invalid(`There is no test person with this ${identifier}.`);

  await pushed.consume();
  const redirectUri = String(params.redirect_uri);
  const redirect = (members: Record<string, unknown>): JsonAnswer => {
    const address = new URL(redirectUri);
    for (const [name, value] of Object.entries({ ...members, state: params.state, iss: provider.issuer })) {
      if (value !== undefined) address.searchParams.set(name, String(value));
    }
    const { code } = members;
    return { status: 201, body: { redirect_to: address.href, ...(code === undefined ? {} : { code }) } };
  };
  const denied = (reason: string) => redirect({ error: 'access_denied', error_description: reason });
  const level = acr === undefined ? askedLevel(params.acr_values, levels) : String(acr);
  if (person.refusal !== null) return denied(REFUSALS[person.refusal]);
  if (withPassword.has(level) && !person.isReachable) return denied('The one-time password was not entered.');
  if (decision === 'deny') return denied('The person refused consent.');

  const scope = String(params.scope);
  const grant = new provider.Grant({ accountId: person.id, clientId: client.clientId });
  grant.addOIDCScope(scope);
  const code = new provider.AuthorizationCode({
    client,
    accountId: person.id,
    acr: level,
    authTime: Math.floor(Date.now() / 1000),
    claims: params.acr_values === undefined ? {} : { id_token: { acr: null } },
    codeChallenge: text(params.code_challenge),
    codeChallengeMethod: text(params.code_challenge_method),
    grantId: await grant.save(),
    gty: 'authorization_code',
    nonce: text(params.nonce),
    redirectUri,
    scope,
  });
  return redirect({ code: await code.save() });
}

const REFUSALS = {
  blocked: 'The identity is blocked.',
  deceased: 'The person has died.',
};

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function invalid(description: string): JsonAnswer {
  return { status: 400, body: { error: 'invalid_request', error_description: description } };
}
