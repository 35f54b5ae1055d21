import type { IncomingMessage } from 'node:http';
import { worldOfGuest, worldOfTeam } from '@dpi/mocks';
import { ProblemError } from '@dpi/specs/problem';
import { callerOf } from '../control/caller.ts';
import { tokenInCookies } from '../control/session-cookie.ts';
import type { Registry, SessionOwner } from '../registry/index.ts';
import type { Organisers } from '../server/organisers.ts';
import { COOKIE_SECONDS, type Passes } from './link.ts';

/** Who looks at the pages of a person, and in which world. */
export interface Visitor {
  world: string;
  /** Whose world it is; `null` for callers without a team, who share one with their network address. */
  owner: Pick<SessionOwner, 'team' | 'event'> | null;
  /** Whether a link was opened on this device. Whoever did that sees this person only. */
  byLink: boolean;
}

export interface VisitorOptions {
  registry: Registry;
  organisers: Organisers;
  publicUrl: string;
  passes: Passes;
  addressOf: (request: IncomingMessage) => string;
}

const NAME = 'dpi_person';

/**
 * Who asks for the pages of a person: whoever opened a link to them on this device, else the team that is signed in, else anybody.
 * @param person id of the persona; `null` for pages of no person
 * @throws ProblemError where somebody is signed in who has no world, or whose session is over
 */
export async function visitorOf(
  request: IncomingMessage,
  person: string | null,
  { registry, organisers, publicUrl, passes, addressOf }: VisitorOptions,
): Promise<Visitor> {
  const { authorization, cookie } = request.headers;
  const pass = passes.read(passIn(cookie) ?? '', 'cookie');
  const invited = pass === null || pass.person !== person ? undefined : await registry.findTeam(pass.team);
  if (invited !== undefined) return { world: worldOfTeam(invited.team.id), owner: invited, byLink: true };
  if (authorization === undefined && tokenInCookies(cookie) === null)
    return { world: worldOfGuest(addressOf(request)), owner: null, byLink: false };
  const caller = await callerOf(request, { registry, organisers, config: { publicUrl } });
  if (caller.kind === 'organiser') throw new ProblemError('sign-in-required', { id: 'citizen.organiser' });
  return { world: worldOfTeam(caller.team.id), owner: caller, byLink: false };
}

/** The value of `Set-Cookie` with which a device sees the pages of a person. */
export function passCookie(pass: string, publicUrl: string): string {
  return `${NAME}=${pass}; ${attributes(publicUrl)}; Max-Age=${COOKIE_SECONDS}`;
}

export function clearedPassCookie(publicUrl: string): string {
  return `${NAME}=; ${attributes(publicUrl)}; Max-Age=0`;
}

function passIn(cookies: string | undefined): string | null {
  for (const pair of cookies?.split(';') ?? []) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === NAME && value) return value;
  }
  return null;
}

function attributes(publicUrl: string): string {
  return `Path=/; HttpOnly; SameSite=Strict${publicUrl.startsWith('https:') ? '; Secure' : ''}`;
}
