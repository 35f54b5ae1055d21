import { createHmac } from 'node:crypto';
import type { JsonValue } from '@dpi/specs/json-value';
import type { LoginRefusal, LoginSettings } from '@dpi/specs/login';
import type { Persona } from '@dpi/specs/model';

/** Somebody who can be chosen on the login page. */
export interface LoginPerson {
  /** Id of the persona, or of the person of a team. */
  id: string;
  /** What the person logs in with. */
  identifier: string;
  /** Where one-time passwords go; `null` where the persona has no phone. */
  phone: string | null;
  /** Whether one-time passwords arrive. */
  isReachable: boolean;
  /** Why the person cannot log in; `null` where they can. */
  refusal: LoginRefusal | null;
  /** All claims of the person, by name. */
  claims: Record<string, string | boolean>;
}

/** What a login knows of a synthetic person. */
export type KnownPerson = Pick<Persona, 'id' | 'identifiers' | 'facts'>;

/** Who can log in to an app: the personas, and the people whom its team has added to its world. */
export type PeopleOfClient = (client: unknown) => Promise<ReadonlyMap<string, LoginPerson>>;

/** The people who have what a login needs, by id. */
export function loginPeople(known: KnownPerson[], settings: LoginSettings): Map<string, LoginPerson> {
  const sources = Object.assign({}, ...Object.values(settings.claims)) as Record<string, string | boolean>;
  const people = known.flatMap((persona): LoginPerson[] => {
    const identifier = persona.identifiers[settings.identifier];
    // A persona of whom nothing is true is one that no register knows.
    if (identifier === undefined || Object.keys(persona.facts).length === 0) return [];
    const phone = persona.identifiers[settings.phone] ?? null;
    const claims: LoginPerson['claims'] = {};
    for (const [claim, source] of Object.entries(sources)) {
      const value = typeof source === 'boolean' ? source : factOf(persona, source);
      if (typeof value === 'string' || typeof value === 'boolean') claims[claim] = value;
    }
    const isReachable = phone !== null && !settings.unreachable.includes(persona.id);
    const refusal = settings.refused[persona.id] ?? null;
    return [{ id: persona.id, identifier, phone, isReachable, refusal, claims }];
  });
  return new Map(people.map((person) => [person.id, person]));
}

function factOf({ identifiers, facts }: KnownPerson, source: string): JsonValue | undefined {
  const [kind, name = ''] = source.split('.');
  return kind === 'identifiers' ? identifiers[name] : facts[name];
}

/** What a person is called in a language: the claim `name#<locale>` (OpenID Connect Core 5.2), else `name`. */
export function nameOf({ id, claims }: LoginPerson, locale: string): string {
  return String(claims[`name#${locale}`] ?? claims.name ?? id);
}

/** A pairwise subject (OpenID Connect Core 8.1): one person is somebody else in the apps of each sector. */
export function pairwiseSubject(secret: string, sector: string, person: string): string {
  return createHmac('sha256', secret).update(`${sector} ${person}`).digest('base64url').slice(0, 32);
}
