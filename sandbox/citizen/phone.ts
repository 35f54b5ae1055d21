import type { CitizenWorld } from '@dpi/mocks';
import type { Formats } from './formats.ts';

/** What stands on a phone. */
export interface Phone {
  /** `null` where the person has none. */
  number: string | null;
  /** SMS, newest first. */
  messages: PhoneMessage[];
  /** Newest first. */
  calls: PhoneCall[];
  /** USSD codes that somebody answers. */
  shortCodes: { code: string; name: string }[];
  /** The USSD session on the screen; `null` where there is none. */
  session: UssdSession | null;
  /** The service that answers USSD codes; `null` where none does. */
  dials: string | null;
}

export interface PhoneMessage {
  id: string;
  sender: string;
  text: string;
  /** Language of the text; empty where it is not known. */
  language: string;
  /** RFC 3339. */
  at: string;
}

/** A call by a voice that reads a text. */
export interface PhoneCall extends PhoneMessage {
  state: 'ringing' | 'missed' | 'answered';
}

export interface UssdSession {
  service: string;
  id: string;
  text: string;
  language: string;
  /** What the person can do: `reply`, `end`, `resume`. */
  actions: string[];
  timedOut: boolean;
}

/** Seconds for which the last screen of a session stays on the phone. */
const LAST_SCREEN_SECONDS = 120;

/** @param closed id of a session whose last screen the person has closed */
export function phoneOf({ now, person, items, starts }: CitizenWorld, formats: Formats, closed: string | null): Phone {
  const of = (view: string) => items.filter((item) => item.view === view);
  const newestFirst = <T extends { at: string }>(list: T[]) => list.sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  const message = ({ id, show }: CitizenWorld['items'][number]): PhoneMessage => ({
    id,
    sender: formats.text(show.sender),
    text: formats.text(show.text),
    language: formats.text(show.language),
    at: String(show.at),
  });
  const [newest] = of('ussd').sort((a, b) => Date.parse(String(b.show.at)) - Date.parse(String(a.show.at)));
  const isOn =
    newest !== undefined &&
    (newest.show.open === true ||
      (newest.id !== closed &&
        (newest.actions.length > 0 ||
          Date.parse(now) - Date.parse(String(newest.show.at)) < LAST_SCREEN_SECONDS * 1000)));
  return {
    number: typeof person.phone === 'string' ? person.phone : null,
    messages: newestFirst(of('messages').map(message)),
    calls: newestFirst(
      of('calls').map((item) => ({
        ...message(item),
        state: item.show.ringing === true ? 'ringing' : item.show.missed === true ? 'missed' : 'answered',
      })),
    ),
    shortCodes: of('shortCodes').map(({ show }) => ({ code: formats.text(show.code), name: formats.text(show.name) })),
    session: isOn
      ? {
          service: newest.service,
          id: newest.id,
          text: formats.text(newest.show.text),
          language: formats.text(newest.show.language),
          actions: newest.actions,
          timedOut: newest.show.timedOut === true,
        }
      : null,
    dials: starts.find(({ view }) => view === 'ussd')?.service ?? null,
  };
}
