import { type ConsentEvent, createClient as consentClient } from './clients/consent-manager-v1.ts';
import { type BusReceipt, createClient as busClient } from './clients/data-exchange-v1.ts';
import { createClient as nidClient } from './clients/nid-verification-v1.ts';
import { createClient as sandboxClient } from './clients/sandbox-v1.ts';
import { controlOptions, dataOf, hasToken, options, type Problem, ProblemError } from './lib/platform.ts';
import type { Store } from './lib/store.ts';
import type { Person } from './login.ts';

/** Who asks, whom, and for which data. */
const SUBSYSTEM = 'BD/GOV/a2i/assisted-access';
const SERVICE = 'BD/GOV/dss/registry/getBand';
const ITEM = 'social.household';

/** A request for consent, and what became of it. Its ID is its idempotency key. */
export interface Ask {
  id: string;
  /** The first day of the consent. */
  day: string;
  requestId?: string;
  status?: 'pending' | 'approved' | 'refused' | 'expired' | 'revoked';
  consent?: string;
}

/** Somebody who is logged in. */
export interface Session {
  id: string;
  person: Person;
  isOver?: boolean;
  /** Known to be that of the person. */
  nid?: string;
  /** Requests for consent, oldest first. */
  asks: Ask[];
  /** What was fetched; gone when the consent is. */
  data?: { band: string; receipt: BusReceipt };
  trail?: ConsentEvent[];
  problem?: Problem;
}

/** Asks for consent, fetches data with it, and gives both up. All that is sent is made of what is kept. */
export function consentedData(sessions: Store<Session>, locale: string) {
  const services = options(locale);
  const identity = nidClient(services);
  const consents = consentClient(services);
  const bus = busClient(services);
  const sandbox = sandboxClient(controlOptions(locale));

  /** A login says who somebody is, but not the NID: what is typed must belong to the name and birth date of the login. */
  async function link({ id, person }: Session, nid: string): Promise<boolean> {
    const { birthDate, name, nameBn } = person;
    const body = { nid, birthDate, name: { en: name, bn: nameBn } };
    const { matched } = dataOf(await identity.verifyIdentity({ body }), 200);
    if (matched) sessions.update(id, { nid });
    return matched;
  }

  /** @param askId of the form; sent twice, it is one request */
  async function ask(session: Session, askId: string, purpose: { bn: string; en: string }): Promise<void> {
    const { id, nid } = session;
    const last = session.asks.at(-1);
    if (nid === undefined || last?.status === 'approved' || last?.status === 'pending') return;
    // One whose response was lost is sent again before another is begun.
    const isLost = last !== undefined && last.requestId === undefined;
    const given = session.asks.find((one) => one.id === askId) ?? (isLost ? last : { id: askId, day: await today() });
    if (given.requestId !== undefined) return;
    if (given !== last) sessions.update(id, { asks: [...session.asks, given] });
    const request = dataOf(
      await consents.createConsentRequest({
        headers: { 'Idempotency-Key': given.id },
        body: {
          citizen: { nid },
          purpose: { code: 'benefit-eligibility', ...purpose },
          items: [ITEM],
          period: { from: given.day, to: given.day },
        },
      }),
      201,
    );
    change(id, given.id, { requestId: request.requestId, status: request.status });
  }

  /** What the person has answered, and whether the consent still holds. */
  async function read(session: Session): Promise<void> {
    const given = session.asks.at(-1);
    if (given?.requestId === undefined) return;
    const request = dataOf(await consents.getConsentRequest({ path: { requestId: given.requestId } }), 200);
    if (request.consent === null) return change(session.id, given.id, { status: request.status });
    const path = { consentId: request.consent };
    const { status } = dataOf(await consents.getConsent({ path }), 200);
    change(session.id, given.id, { consent: request.consent, status: status === 'active' ? 'approved' : status });
    const trail = dataOf(await consents.listConsentEvents({ path }), 200).items;
    sessions.update(session.id, { trail, ...(status !== 'active' && { data: undefined }) });
  }

  /** Fetches the data over the data exchange, with the receipt that proves it later. */
  async function fetchData(session: Session): Promise<void> {
    const { id, nid, asks } = session;
    const consent = asks.at(-1)?.consent;
    if (nid === undefined || consent === undefined) return;
    try {
      const body = { subsystem: SUBSYSTEM, service: SERVICE, consent, payload: { nid } };
      const { messageId, payload } = dataOf(await bus.callService({ body }), 200);
      const receipt = dataOf(await bus.getBusReceipt({ path: { messageId } }), 200);
      sessions.update(id, { data: { band: String(payload.band), receipt } });
      await read(session);
    } catch (error) {
      // Whoever may not have the data now does not go on using what was fetched before.
      if (error instanceof ProblemError && error.problem.status === 403) await read(session);
      throw error;
    }
  }

  /** The person takes the consent back; the data goes at once. */
  async function revoke(session: Session): Promise<void> {
    const given = session.asks.at(-1);
    if (given?.consent === undefined) return;
    await read(session);
    if (sessions.get(session.id)?.asks.at(-1)?.status !== 'approved') return;
    dataOf(await consents.revokeConsent({ path: { consentId: given.consent } }), 200);
    await read(session);
  }

  function change(id: string, askId: string, made: Partial<Ask>): void {
    const asks = sessions.get(id)?.asks ?? [];
    sessions.update(id, { asks: asks.map((one) => (one.id === askId ? { ...one, ...made } : one)) });
  }

  /** Today; in the sandbox by the clock of your world, which may be ahead. */
  async function today(): Promise<string> {
    if (hasToken) return dataOf(await sandbox.getClock(), 200).now.slice(0, 10);
    return new Date(Date.now() + 6 * 3_600_000).toISOString().slice(0, 10);
  }

  return { link, ask, read, fetchData, revoke };
}
