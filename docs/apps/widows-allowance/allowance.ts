import { createClient as consentClient } from './clients/consent-manager-v1.ts';
import { createClient as grievanceClient, type Receipt } from './clients/grievance-redress-v1.ts';
import { createClient as nidClient } from './clients/nid-verification-v1.ts';
import { type Message, createClient as notificationClient } from './clients/notifications-v1.ts';
import { createClient as sandboxClient } from './clients/sandbox-v1.ts';
import {
  createClient as allowanceClient,
  type Eligibility,
  type Enrolment,
  type Payment,
} from './clients/social-protection-v1.ts';
import { controlOptions, dataOf, hasToken, options, type Problem } from './lib/platform.ts';
import type { Store } from './lib/store.ts';

const PROGRAMME = 'widow-allowance';
/** The union's social services office, where grievances about the allowance go. */
const OFFICE = 'dss-upazila-554994';

export interface Person {
  id: string;
  nid: string;
  birthDate: string;
  name: { bn: string; en: string };
  mobile: string;
  payout: { participant: string; account: string };
}

/** One person's way to the allowance. All that is sent is made of what is kept here, so that it is the same when it is repeated. */
export interface Case {
  id: string;
  person: Person;
  /** The day it began, which is the first of the consent. */
  day: string;
  identity?: { matched: boolean };
  eligibility?: Eligibility;
  requestId?: string;
  consentStatus?: 'pending' | 'approved' | 'refused' | 'expired';
  consent?: string;
  enrolment?: Enrolment;
  payments?: Payment[];
  /** The SMS about each payment, by its period. */
  messages?: Record<string, Message>;
  /** Her words, when the committee has refused. */
  complaint?: string;
  grievance?: Receipt;
  /** Why the last step did not work. */
  problem?: Problem;
}

/**
 * The steps. Each may be repeated at any time, and after an interruption: what is done is not done again. Where a service creates
 * something, the `Idempotency-Key` is that of the case and the step, and never a new one. Where it takes no such key, the step
 * reads first what is so.
 */
export function allowance(cases: Store<Case>, locale: string) {
  const services = options(locale);
  const identity = nidClient(services);
  const consents = consentClient(services);
  const programme = allowanceClient(services);
  const notifications = notificationClient(services);
  const grievances = grievanceClient(services);
  const sandbox = sandboxClient(controlOptions(locale));
  const key = ({ id }: Case, step: string) => ({ 'Idempotency-Key': `${id}-${step}` });

  /** Whether she is who she says, and may have the allowance. Nothing is applied for. */
  async function check({ id, person: { nid, birthDate, name }, enrolment }: Case): Promise<void> {
    // From now on she would be told that she has applied already.
    if (enrolment !== undefined) return;
    const { matched } = dataOf(await identity.verifyIdentity({ body: { nid, birthDate, name } }), 200);
    cases.update(id, { identity: { matched } });
    if (!matched) return;
    const eligibility = dataOf(await programme.checkEligibility({ body: { programme: PROGRAMME, nid } }), 200);
    cases.update(id, { eligibility });
  }

  /** Asks for her consent, in words that she understands. She answers on a page of her own. */
  async function askConsent(given: Case, purpose: { bn: string; en: string }): Promise<void> {
    if (given.requestId !== undefined) return readConsent(given);
    const request = dataOf(
      await consents.createConsentRequest({
        headers: key(given, 'consent'),
        body: {
          citizen: { nid: given.person.nid },
          purpose: { code: 'benefit-eligibility', ...purpose },
          items: ['identity.name', 'identity.address', 'social.household'],
          period: { from: given.day, to: daysLater(given.day, 30) },
        },
      }),
      201,
    );
    cases.update(given.id, { requestId: request.requestId, consentStatus: request.status });
  }

  async function readConsent({ id, requestId }: Case): Promise<void> {
    if (requestId === undefined) return;
    const request = dataOf(await consents.getConsentRequest({ path: { requestId } }), 200);
    cases.update(id, { consentStatus: request.status, ...(request.consent !== null && { consent: request.consent }) });
  }

  async function apply(given: Case): Promise<void> {
    const { id, person, consent, enrolment } = given;
    if (enrolment !== undefined) return read(given);
    if (consent === undefined) return;
    const { nid, name, payout } = person;
    const body = { programme: PROGRAMME, nid, name, consent, payout } as const;
    const submitted = await programme.submitEnrolment({ headers: key(given, 'apply'), body });
    cases.update(id, { enrolment: dataOf(submitted, 201) });
  }

  /** How the application and its payments are now. */
  async function read(given: Case): Promise<void> {
    const { id, enrolment: known } = given;
    if (known === undefined) return;
    const path = { enrolmentId: known.enrolmentId };
    const enrolment = dataOf(await programme.getEnrolment({ path }), 200);
    const payments = dataOf(await programme.listPayments({ path }), 200).items;
    cases.update(id, { enrolment, payments });
  }

  /** Only in the sandbox: what the committee of the union decides. */
  async function decide(given: Case, decision: 'select' | 'refuse'): Promise<void> {
    await read(given);
    const { enrolment } = cases.get(given.id) ?? given;
    if (enrolment?.status !== 'submitted') return;
    const path = { enrolmentId: enrolment.enrolmentId };
    const body = { decision, minutes: `UP-${given.day}` } as const;
    cases.update(given.id, { enrolment: dataOf(await programme.decideEnrolment({ path, body }), 200) });
    await read(given);
  }

  /** Only in the sandbox: sets the clock forward to the day after the first payment. Set to a time, it is not set twice. */
  async function waitForPayment(given: Case): Promise<void> {
    const due = given.enrolment?.nextPaymentDate;
    if (!due || given.payments?.some(({ status }) => status === 'paid')) return;
    const now = dataOf(await sandbox.getClock(), 200).now;
    const to = `${daysLater(due, 1)}T10:00:00+06:00`;
    if (Date.parse(now) < Date.parse(to)) dataOf(await sandbox.advanceClock({ body: { to } }), 200);
    await read(given);
  }

  /** Tells her of each payment that has arrived, once. @param textOf words the SMS about a payment, in the language of the person */
  async function tell(given: Case, textOf: (payment: Payment) => string): Promise<void> {
    await read(given);
    for (const payment of cases.get(given.id)?.payments ?? []) {
      const { messages = {} } = cases.get(given.id) ?? given;
      const known = messages[payment.period];
      if (payment.status !== 'paid') continue;
      const message =
        known === undefined
          ? dataOf(
              await notifications.sendMessage({
                headers: key(given, payment.period),
                body: {
                  channel: 'sms',
                  recipient: { mobile: given.person.mobile },
                  language: 'bn',
                  text: textOf(payment),
                },
              }),
              201,
            )
          : dataOf(await notifications.getMessage({ path: { messageId: known.id } }), 200);
      cases.update(given.id, { messages: { ...messages, [payment.period]: message } });
    }
  }

  /** When the committee has refused: her words, to the office that has to answer. */
  async function complain(given: Case, text: string): Promise<void> {
    const { id, person, enrolment, grievance } = given;
    if (grievance !== undefined || enrolment?.status !== 'refused') return;
    const { complaint = text } = given;
    cases.update(id, { complaint });
    const filed = await grievances.fileGrievance({
      headers: key(given, 'grievance'),
      body: {
        office: OFFICE,
        category: 'refused-without-reason',
        text: complaint,
        language: /\p{Script=Bengali}/u.test(complaint) ? 'bn' : 'en',
        reference: enrolment.enrolmentId,
        person: { nid: person.nid, name: person.name, mobile: person.mobile },
        filedBy: 'digital-centre',
      },
    });
    cases.update(id, { grievance: dataOf(filed, 201) });
  }

  /** Today; in the sandbox by the clock of your world, which may be ahead. */
  async function today(): Promise<string> {
    const now = hasToken ? dataOf(await sandbox.getClock(), 200).now : new Date().toISOString();
    return now.slice(0, 10);
  }

  return { today, check, askConsent, readConsent, apply, read, decide, waitForPayment, tell, complain };
}

function daysLater(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
