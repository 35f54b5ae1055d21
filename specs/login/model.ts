/** How the sandbox's OpenID provider answers for a service: what `login.yaml` beside its spec says. */
export interface LoginSettings {
  /** The operation of the spec that stands for each endpoint, by `operationId`. */
  operations: Record<LoginEndpoint, string>;
  /** Identifier of the personas that a person logs in with; who has none cannot log in. */
  identifier: string;
  /** Identifier of the personas to which one-time passwords are sent. */
  phone: string;
  /** Levels of assurance (`acr`), lowest first, and what each asks of the person. */
  assurance: { level: string; asks: LoginFactor[] }[];
  /** Claims by scope. */
  claims: Record<string, Record<string, ClaimSource>>;
  /** Personas whose one-time password never arrives. */
  unreachable: string[];
  /** Personas who cannot log in, and why. */
  refused: Record<string, LoginRefusal>;
}

export const LOGIN_ENDPOINTS = [
  'discovery',
  'jwks',
  'registration',
  'clients',
  'clientRemoval',
  'pushedAuthorizationRequest',
  'authorization',
  'simulation',
  'token',
  'userinfo',
  'revocation',
  'endSession',
] as const;
export type LoginEndpoint = (typeof LOGIN_ENDPOINTS)[number];

/** `otp` is a one-time password by SMS, `biometric` a face or finger that is compared. */
export const LOGIN_FACTORS = ['otp', 'biometric'] as const;
export type LoginFactor = (typeof LOGIN_FACTORS)[number];

export const LOGIN_REFUSALS = ['blocked', 'deceased'] as const;
export type LoginRefusal = (typeof LOGIN_REFUSALS)[number];

/** A place in the persona, such as `facts.birthDate` or `identifiers.mobile`, or a value that is the same for everybody. */
export type ClaimSource = string | boolean;
