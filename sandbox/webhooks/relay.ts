import { type LogEntry, teamOfWorld, type Worlds, worldOfTeam } from '@dpi/mocks';
import { stringifyJson } from '@dpi/specs/numbers';
import type { WebhookMessage } from './store.ts';
import type { Webhooks } from './webhooks.ts';

/** Entries of a world's history that are looked through at a start for messages that a kill kept from being sent. */
const LOOKED_THROUGH = 200;
/** Node's timers hold no more than 24 days. */
const LONGEST_WAIT = 86_400_000;

/**
 * Sends what happens in the worlds of teams to their endpoints, also what happens while nobody calls: worlds of teams with an
 * endpoint are woken when their next event is due.
 */
export class Relay {
  readonly #worlds: () => Worlds | null;
  readonly #webhooks: Webhooks;
  readonly #onTrouble: (what: string, error: unknown) => void;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  /** What happened in this turn of the loop: messages of many teams are kept together. */
  #arrived: { teamId: string; messages: WebhookMessage[] }[] = [];
  #isClosed = false;

  /** @param worlds those of the newest catalogue, which know the listeners of those before */
  constructor(worlds: () => Worlds | null, webhooks: Webhooks, onTrouble: (what: string, error: unknown) => void) {
    this.#worlds = worlds;
    this.#webhooks = webhooks;
    this.#onTrouble = onTrouble;
    worlds()?.listen((world, entries) => {
      const team = teamOfWorld(world);
      if (team !== null && !this.#isClosed) this.#arrive(team, entries);
    });
    webhooks.onEndpoint = (team) => void this.wake(team);
    for (const team of webhooks.teams()) void this.#recover(team);
  }

  /** Lets happen what is due in the world of a team, and waits for what is next. Never throws. */
  async wake(team: string): Promise<void> {
    try {
      const worlds = this.#worlds();
      if (worlds === null || this.#isClosed) return;
      const { now, nextEventAt } = await worlds.clock(worldOfTeam(team));
      clearTimeout(this.#timers.get(team));
      this.#timers.delete(team);
      if (nextEventAt === null || this.#isClosed || this.#webhooks.endpoints(team).length === 0) return;
      const wait = Date.parse(nextEventAt) - Date.parse(now);
      const timer = setTimeout(() => void this.wake(team), Math.min(Math.max(wait, 1000), LONGEST_WAIT));
      this.#timers.set(team, timer.unref());
    } catch (error) {
      this.#onTrouble('A world could not be woken', error);
    }
  }

  close(): void {
    this.#send();
    this.#isClosed = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  async #recover(team: string): Promise<void> {
    try {
      const entries = (await this.#worlds()?.history(worldOfTeam(team), null, LOOKED_THROUGH)) ?? [];
      this.#webhooks.send(team, entries.toReversed().flatMap(messagesOf));
    } catch (error) {
      this.#onTrouble('Webhooks could not be sent', error);
    }
    await this.wake(team);
  }

  #arrive(teamId: string, entries: LogEntry[]): void {
    const messages = entries.flatMap(messagesOf);
    if (messages.length > 0 && this.#arrived.push({ teamId, messages }) === 1) setImmediate(() => this.#send());
    if (this.#webhooks.isTold(teamId)) void this.wake(teamId);
  }

  #send(): void {
    const arrived = this.#arrived;
    this.#arrived = [];
    if (arrived.length === 0) return;
    try {
      this.#webhooks.sendAll(arrived);
    } catch (error) {
      this.#onTrouble('Webhooks could not be sent', error);
    }
  }
}

/** What an entry of a world's history tells, in the envelope of the standard "webhook-envelope". */
function messagesOf({ at, cause, emitted }: LogEntry): WebhookMessage[] {
  if (cause.kind !== 'call' && cause.kind !== 'event') return [];
  const { service, version } = cause;
  return emitted.map(({ id, webhook, type, data }) => {
    const body = stringifyJson({ id, type, timestamp: at, data });
    return { id, service, version, webhook, type, body, createdAt: Date.now() };
  });
}
