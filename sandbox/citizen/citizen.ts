import type { CitizenWorld } from '@dpi/mocks';
import { isObject, type JsonValue } from '@dpi/specs/json-value';
import type { Formats } from './formats.ts';

/** What a person decides, has agreed to, and has. */
export interface Citizen {
  /** Requests for consent that wait for an answer, newest first. */
  requests: ConsentRequest[];
  /** In the order in which the service gives them. */
  consents: Consent[];
  /** Who looked at data of the person, newest first. */
  trail: Look[];
  /** Requests for money, newest first. */
  payments: PaymentRequest[];
  documents: {
    id: string;
    title: string;
    issuer: string;
    state: string;
    isValid: boolean;
    issued: string;
    expires: string;
  }[];
  applications: Application[];
}

interface Agreed {
  service: string;
  id: string;
  /** Who wants the data, or may have it. */
  party: string;
  purpose: string;
  items: { id: string; name: string }[];
  /** The child whose data it is; empty where it is the person's own. */
  child: string;
  /** Days on which it holds. */
  from: string;
  to: string;
  /** How the data is used, in words. */
  terms: string[];
}

export interface ConsentRequest extends Agreed {
  /** When it came, RFC 3339. */
  at: string;
  answerBy: string;
}

export interface Consent extends Agreed {
  state: string;
  isActive: boolean;
}

export interface PaymentRequest {
  service: string;
  id: string;
  /** Who wants the money. */
  party: string;
  amount: string;
  note: string;
  /** What who asks calls it, such as an invoice number. */
  reference: string;
  at: string;
  answerBy: string;
  state: string;
  isPaid: boolean;
  /** Whether the person can answer it. */
  isWaiting: boolean;
}

export interface Look {
  at: string;
  by: string;
  items: string[];
  /** Whether the consent allowed it. */
  isAllowed: boolean;
  /** For whom, and for what. */
  party: string;
  purpose: string;
}

export interface Application {
  id: string;
  number: string;
  title: string;
  state: string;
  isOpen: boolean;
  at: string;
  decideBy: string;
  fee: string;
  reason: string;
}

export function citizenOf({ items }: CitizenWorld, formats: Formats): Citizen {
  const { text } = formats;
  const of = (view: string) => items.filter((item) => item.view === view);
  const agreed = ({ service, id, show }: CitizenWorld['items'][number]): Agreed => ({
    service,
    id,
    party: text(show.by ?? show.to),
    purpose: text(show.purpose),
    items: list(show.items).map((item) =>
      isObject(item) ? { id: text(item.id), name: text(item.name) } : { id: '', name: '' },
    ),
    child: text(show.child),
    from: text(show.from),
    to: text(show.until ?? show.to),
    terms: list(show.terms).map(text),
  });
  const newestFirst = <T extends { at: string }>(looks: T[]) =>
    looks.sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return {
    requests: newestFirst(
      of('requests')
        .filter(({ actions }) => actions.length > 0)
        .map((item) => ({ ...agreed(item), at: text(item.show.at), answerBy: text(item.show.answerBy) })),
    ),
    consents: of('consents').map((item) => ({
      ...agreed(item),
      state: text(item.show.state),
      isActive: item.show.active === true,
    })),
    trail: newestFirst(
      of('consents').flatMap((item) =>
        list(item.show.trail).flatMap((look): Look[] => {
          if (!isObject(look)) return [];
          const { party, purpose } = agreed(item);
          const names = list(look.items).map(text);
          return [
            { at: text(look.at), by: text(look.by), items: names, isAllowed: look.allowed === true, party, purpose },
          ];
        }),
      ),
    ),
    payments: newestFirst(
      of('paymentRequests').map(({ service, id, show, actions }) => ({
        service,
        id,
        party: text(show.by),
        amount: text(show.amount),
        note: text(show.note),
        reference: text(show.reference),
        at: text(show.at),
        answerBy: text(show.answerBy),
        state: text(show.state),
        isPaid: show.paid === true,
        isWaiting: actions.length > 0,
      })),
    ),
    documents: of('documents').map(({ id, show }) => ({
      id,
      title: text(show.title),
      issuer: text(show.issuer),
      state: text(show.state),
      isValid: show.valid === true,
      issued: text(show.issued),
      expires: text(show.expires),
    })),
    applications: of('applications').map(({ id, show }) => ({
      id,
      number: text(show.number),
      title: text(show.title),
      state: text(show.state),
      isOpen: show.open === true,
      at: text(show.at),
      decideBy: text(show.decideBy),
      fee: text(show.fee),
      reason: text(show.reason),
    })),
  };
}

function list(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : [];
}
