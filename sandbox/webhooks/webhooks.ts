import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ulid } from '@dpi/mocks';
import { newId } from '../registry/new-id.ts';
import { type Attempt, post } from './post.ts';
import { newSecret, signatureOf } from './signature.ts';
import { type Delivery, type DeliveryState, type Endpoint, type WebhookMessage, WebhookStore } from './store.ts';
import { type Resolve, type TargetFault, Targets } from './target.ts';

export interface WebhooksOptions {
  dataDir: string;
  /** Whether the platform listens on the loopback interface only: then it may post to programs of the same machine. */
  isLocal: boolean;
  /** Private networks that it may post to, such as `192.168.1.0/24`. */
  allowedNetworks?: string[];
  /** Told what could not be read or written; the platform goes on. */
  onTrouble: (what: string, error: unknown) => void;
  resolve?: Resolve;
  /** Milliseconds after the first, second … failed attempt until the next one. */
  retryAfter?: number[];
  /** Milliseconds in which an endpoint must answer. */
  timeout?: number;
}

/** What a team chooses of an endpoint. */
export type EndpointChoice = Pick<
  Endpoint,
  'url' | 'description' | 'types' | 'delay' | 'copies' | 'isOutOfOrder' | 'isEnabled'
>;

const [SECOND, MINUTE, HOUR] = [1000, 60_000, 3_600_000];
/** Eight attempts over a day. */
const RETRY_AFTER = [5 * SECOND, MINUTE, 10 * MINUTE, HOUR, 3 * HOUR, 7 * HOUR, 13 * HOUR];
const TIMEOUT = 15 * SECOND;
/** How long a receiver may go on with the secret before. */
const OVERLAP = 24 * HOUR;

/** How late every other message to an endpoint is that asks for another order. */
const OUT_OF_ORDER = 10 * SECOND;

const MAX_ENDPOINTS = 10;
/** Kept of a team, the newest. */
const MAX_MESSAGES = 1000;
const MAX_DELIVERIES = 1000;
/** On their way to endpoints of one team; what comes beyond is only in the inbox. */
const MAX_PENDING = 500;
/** Attempts at a time, of all teams, and to one endpoint. */
const MAX_AT_ONCE = 32;
const MAX_AT_ONCE_TO_ENDPOINT = 4;

/** A URL that the platform does not post to. */
export class WrongTarget extends Error {
  readonly fault: TargetFault;

  constructor(fault: TargetFault) {
    super(fault);
    this.fault = fault;
  }
}

/** A team has as many endpoints as it may. */
export class TooManyEndpoints extends Error {
  readonly most = MAX_ENDPOINTS;
}

/** So many messages are on their way to endpoints of a team that no more can be sent by hand. */
export class TooManyDeliveries extends Error {
  readonly most = MAX_PENDING;
}

/** Opens what teams have registered in `<dataDir>/webhooks.sqlite`, and goes on with what was on its way. */
export async function openWebhooks(options: WebhooksOptions): Promise<Webhooks> {
  await mkdir(options.dataDir, { recursive: true, mode: 0o700 });
  return new Webhooks(options);
}

/** Endpoints of teams, the messages of their worlds, and the deliveries of these to those (Standard Webhooks). */
export class Webhooks {
  readonly #store: WebhookStore;
  readonly #targets: Targets;
  readonly #options: Required<Pick<WebhooksOptions, 'retryAfter' | 'timeout' | 'onTrouble'>>;
  readonly #underWay = new Map<string, Promise<void>>();
  readonly #atOnce = new Map<string, number>();
  readonly #told: Set<string>;
  /** Endpoints that ask for another order and whose last message was late. */
  readonly #lastWasLate = new Set<string>();
  #timer: NodeJS.Timeout | null = null;
  /** Told of a team that has a new endpoint. */
  onEndpoint: (teamId: string) => void = () => {};
  #isClosed = false;

  constructor(options: WebhooksOptions) {
    const { dataDir, isLocal, allowedNetworks, resolve, onTrouble } = options;
    const { retryAfter = RETRY_AFTER, timeout = TIMEOUT } = options;
    this.#store = new WebhookStore(join(dataDir, 'webhooks.sqlite'));
    this.#targets = new Targets(isLocal, allowedNetworks, resolve);
    this.#options = { onTrouble, retryAfter, timeout };
    this.#told = new Set(this.teams());
    if (this.#store.isUsed) this.#schedule();
  }

  /** @throws WrongTarget, TooManyEndpoints */
  createEndpoint(teamId: string, choice: EndpointChoice): Endpoint {
    this.#checkTarget(choice.url);
    if (this.#store.endpointsOf(teamId).length >= MAX_ENDPOINTS) throw new TooManyEndpoints();
    const endpoint: Endpoint = {
      id: newId('whe'),
      teamId,
      ...choice,
      secret: newSecret(),
      previousSecret: null,
      previousUntil: null,
      createdAt: Date.now(),
    };
    this.#store.putEndpoint(endpoint);
    this.#told.add(teamId);
    this.onEndpoint(teamId);
    return endpoint;
  }

  endpoints(teamId: string): Endpoint[] {
    return this.#store.endpointsOf(teamId);
  }

  /** `null` where the team has no such endpoint. */
  endpoint(teamId: string, id: string): Endpoint | null {
    const endpoint = this.#store.endpoint(id);
    return endpoint?.teamId === teamId ? endpoint : null;
  }

  /** @throws WrongTarget */
  updateEndpoint(endpoint: Endpoint, choice: Partial<EndpointChoice>): Endpoint {
    const updated = { ...endpoint, ...choice };
    this.#checkTarget(updated.url);
    this.#store.putEndpoint(updated);
    this.#schedule();
    return updated;
  }

  /** A new secret; messages are signed with the one before, too, for a day. */
  rotateSecret(endpoint: Endpoint): Endpoint {
    const updated = {
      ...endpoint,
      secret: newSecret(),
      previousSecret: endpoint.secret,
      previousUntil: Date.now() + OVERLAP,
    };
    this.#store.putEndpoint(updated);
    return updated;
  }

  deleteEndpoint({ id }: Endpoint): void {
    this.#store.transaction(() => this.#store.deleteEndpoint(id));
  }

  /** Whether a team wants to be told of what happens while it does not call: it has, or had, an endpoint. */
  isTold(teamId: string): boolean {
    return this.#told.has(teamId);
  }

  /** Teams with an endpoint. */
  teams(): string[] {
    return this.#store.isUsed ? this.#store.teams() : [];
  }

  /** Keeps messages in the inbox of a team, and sends each to the endpoints that take it. One that is known is not sent again. */
  send(teamId: string, messages: WebhookMessage[]): void {
    this.sendAll([{ teamId, messages }]);
  }

  /** {@link send} for many teams at once: the disk is waited for once. */
  sendAll(all: Iterable<{ teamId: string; messages: WebhookMessage[] }>): void {
    this.#store.transaction(() => {
      for (const { teamId, messages } of all) this.#receive(teamId, messages);
    });
    this.#schedule();
  }

  #receive(teamId: string, messages: WebhookMessage[]): void {
    const endpoints = this.#store.endpointsOf(teamId).filter(({ isEnabled }) => isEnabled);
    let room = MAX_PENDING - this.#store.pendingOf(teamId);
    for (const message of messages) {
      if (!this.#store.addMessage(teamId, message, MAX_MESSAGES)) continue;
      for (const endpoint of endpoints) {
        if (endpoint.types !== null && !endpoint.types.includes(message.type)) continue;
        const late = this.#isTurnToBeLate(endpoint) ? OUT_OF_ORDER : 0;
        for (let copy = 0; copy < endpoint.copies && room > 0; copy += 1) {
          this.#store.putDelivery(newDelivery(endpoint, message, late + copy * SECOND));
          room -= 1;
        }
      }
    }
    this.#store.keepDeliveries(teamId, MAX_DELIVERIES);
  }

  /** The inbox, newest first. @param before position at which the page before ended; `null` for the first page */
  messages(teamId: string, before: number | null, limit: number): { position: number; message: WebhookMessage }[] {
    return this.#store.messages(teamId, before, limit);
  }

  message(teamId: string, id: string): WebhookMessage | null {
    return this.#store.message(teamId, id);
  }

  /** Newest first. @param before id at which the page before ended; `null` for the first page */
  deliveries(teamId: string, before: string | null, limit: number): Delivery[] {
    return this.#store.deliveries(teamId, before, limit);
  }

  /** `null` where the team has no such delivery. */
  delivery(teamId: string, id: string): { delivery: Delivery; attempts: Attempt[] } | null {
    const delivery = this.#store.delivery(id);
    return delivery?.teamId === teamId ? { delivery, attempts: this.#store.attempts(id) } : null;
  }

  /** Sends a message to an endpoint once more, at once. @throws TooManyDeliveries */
  resend(endpoint: Endpoint, message: WebhookMessage): Delivery {
    this.#checkRoom(endpoint.teamId);
    const delivery = newDelivery({ ...endpoint, delay: 0 }, message, 0);
    this.#store.transaction(() => {
      this.#store.putDelivery(delivery);
      this.#store.keepDeliveries(endpoint.teamId, MAX_DELIVERIES);
    });
    this.#schedule();
    return delivery;
  }

  /** Sends a message to an endpoint that tells of nothing, at once and whatever types it takes, so that a receiver can be tried. @throws TooManyDeliveries */
  sendTest(endpoint: Endpoint): Delivery {
    const { id: endpointId, teamId } = endpoint;
    this.#checkRoom(teamId);
    const createdAt = Date.now();
    const id = `msg_${ulid(createdAt, Math.random)}`;
    const type = 'endpoint.test';
    const body = JSON.stringify({ id, type, timestamp: new Date(createdAt).toISOString(), data: { endpointId } });
    const message = { id, service: 'sandbox', version: 'v1', webhook: 'endpointTested', type, body, createdAt };
    this.#store.addMessage(teamId, message, MAX_MESSAGES);
    return this.resend(endpoint, message);
  }

  /** Ends attempts that are under way; those that did not finish are made again at the next start. */
  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await Promise.race([Promise.all(this.#underWay.values()), sleep(this.#options.timeout, undefined, { ref: false })]);
    this.#store.close();
  }

  /** Every other message, the first too. */
  #isTurnToBeLate({ id, isOutOfOrder }: Endpoint): boolean {
    if (!isOutOfOrder || this.#lastWasLate.delete(id)) return false;
    this.#lastWasLate.add(id);
    return true;
  }

  #checkRoom(teamId: string): void {
    if (this.#store.pendingOf(teamId) >= MAX_PENDING) throw new TooManyDeliveries();
  }

  #checkTarget(url: string): void {
    const fault = this.#targets.faultOf(url);
    if (fault !== null) throw new WrongTarget(fault);
  }

  /** Attempts what is due, and waits for what will be. */
  #schedule(): void {
    if (this.#isClosed) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const now = Date.now();
    try {
      for (const delivery of this.#store.due(now, MAX_AT_ONCE * 4)) {
        if (this.#underWay.size >= MAX_AT_ONCE) break;
        const { id, endpointId } = delivery;
        const busy = this.#atOnce.get(endpointId) ?? 0;
        if (this.#underWay.has(id) || busy >= MAX_AT_ONCE_TO_ENDPOINT) continue;
        this.#atOnce.set(endpointId, busy + 1);
        this.#underWay.set(id, this.#attempt(delivery));
      }
      const next = this.#store.nextDue(now);
      if (next !== null) {
        // Node's timers hold no more than 24 days.
        this.#timer = setTimeout(() => this.#schedule(), Math.min(Math.max(next - now, 10), 24 * HOUR));
        this.#timer.unref();
      }
    } catch (error) {
      this.#options.onTrouble('Webhooks could not be sent', error);
      this.#timer = setTimeout(() => this.#schedule(), MINUTE);
      this.#timer.unref();
    }
  }

  async #attempt(delivery: Delivery): Promise<void> {
    const { id, teamId, endpointId, messageId } = delivery;
    try {
      const [endpoint, message] = [this.#store.endpoint(endpointId), this.#store.message(teamId, messageId)];
      if (endpoint === null || !endpoint.isEnabled || message === null) {
        this.#store.putDelivery({ ...delivery, state: 'failed', nextAt: null });
      } else {
        const attempt = await post(signed(endpoint, message), this.#targets, this.#options.timeout);
        // A process that is killed here sends the message again: at least once, as the specification allows.
        if (!this.#isClosed) this.#keep(delivery, attempt);
      }
    } catch (error) {
      this.#options.onTrouble('A webhook could not be sent', error);
    } finally {
      this.#underWay.delete(id);
      const busy = (this.#atOnce.get(endpointId) ?? 1) - 1;
      if (busy === 0) this.#atOnce.delete(endpointId);
      else this.#atOnce.set(endpointId, busy);
    }
    this.#schedule();
  }

  #keep(delivery: Delivery, attempt: Attempt): void {
    const attempts = delivery.attempts + 1;
    const isTaken = attempt.status !== null && attempt.status >= 200 && attempt.status < 300;
    const retryAfter = isTaken ? undefined : this.#options.retryAfter[attempts - 1];
    const nextAt = retryAfter === undefined ? null : attempt.at + attempt.durationMs + retryAfter;
    const state: DeliveryState = isTaken ? 'delivered' : nextAt === null ? 'failed' : 'pending';
    this.#store.transaction(() => {
      this.#store.addAttempt(delivery.id, attempt);
      // An endpoint that was deleted meanwhile gets nothing more.
      const isKnown = this.#store.endpoint(delivery.endpointId) !== null;
      const outcome = isKnown || isTaken ? { state, nextAt } : { state: 'failed' as const, nextAt: null };
      this.#store.putDelivery({ ...delivery, attempts, ...outcome });
    });
  }
}

/** @param late milliseconds by which the first attempt is later than the endpoint asks for */
function newDelivery({ id, teamId, delay }: Endpoint, message: WebhookMessage, late: number): Delivery {
  const createdAt = Date.now();
  return {
    id: newId('whd'),
    teamId,
    endpointId: id,
    messageId: message.id,
    type: message.type,
    state: 'pending',
    attempts: 0,
    nextAt: createdAt + delay * SECOND + late,
    createdAt,
  };
}

function signed({ url, secret, previousSecret, previousUntil }: Endpoint, { id, body }: WebhookMessage) {
  const now = Date.now();
  const secrets = previousSecret !== null && (previousUntil ?? 0) > now ? [secret, previousSecret] : [secret];
  const sentAt = Math.floor(now / 1000);
  const headers = {
    'Content-Type': 'application/json',
    'User-Agent': 'dpi-sandbox-webhooks',
    'webhook-id': id,
    'webhook-timestamp': String(sentAt),
    'webhook-signature': signatureOf(id, sentAt, body, secrets),
  };
  return { url, headers, body };
}
