import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { hashKey, makeKey, makeRecoveryCode, makeToken } from '../keys/index.ts';
import { ensureOpenEvent } from './open-event.ts';
import {
  type Event,
  keyState,
  MAX_CURRENT_KEYS,
  MAX_DEAD_KEYS,
  MAX_OVERLAPPING_KEYS,
  MAX_SESSIONS,
  type Registry,
} from './registry.ts';

const HOUR = 3_600_000;
const START = Date.parse('2026-11-23T09:00:00Z');

/** One place where a registry is kept; every call of `open` after a `close` finds what was there. */
export interface RegistryPlace {
  open(now: () => number): Promise<Registry>;
}

/**
 * What every registry must do, whatever it is kept in.
 * @param place makes an empty place for one test, and cleans it up after
 */
export function registryContract(name: string, place: (context: TestContext) => Promise<RegistryPlace>): void {
  const behaviour = (title: string, check: (world: World) => Promise<void>) =>
    test(`${name}: ${title}`, async (context) => {
      const world = await World.begin(await place(context));
      try {
        await check(world);
      } finally {
        await world.registry.close();
      }
    });

  behaviour('a team that joins can be found by its key, its session and its recovery code', async (world) => {
    const event = await world.event();
    const { team, key, session, secrets } = await world.join(event, 'নদী');
    assert.deepEqual(await world.registry.findKey(secrets.keyHash), { key, team, event });
    assert.deepEqual(await world.registry.findSession(secrets.tokenHash), { session, team, event });
    assert.deepEqual(await world.registry.findTeam(team.id), { team, event });
    assert.deepEqual(await world.registry.findTeamByRecoveryCode(secrets.recoveryCodeHash), { team, event });
    assert.deepEqual(await world.registry.keys(team.id), [key]);
    assert.equal(key.revokedAt, null);
  });

  behaviour('what was never issued is not found', async (world) => {
    assert.equal(await world.registry.findKey(hashKey('dpi_x')), undefined);
    assert.equal(await world.registry.findSession(hashKey('dpt_x')), undefined);
    assert.equal(await world.registry.findTeam('__proto__'), undefined);
    assert.equal(await world.registry.findTeamByRecoveryCode('constructor'), undefined);
    assert.equal(await world.registry.findEvent('nothing'), undefined);
    assert.deepEqual(await world.registry.keys('nobody'), []);
  });

  behaviour('everything acknowledged is there after a restart', async (world) => {
    const event = await world.event();
    const { team, key, session, secrets } = await world.join(event, 'Padma');
    const { key: second, replaced } = await world.rotate(team.id, key.id, 60);
    await world.registry.revokeKey(team.id, second.id);
    await world.restart();
    assert.deepEqual(await world.registry.findKey(secrets.keyHash), { key: replaced, team, event });
    assert.deepEqual(await world.registry.findSession(secrets.tokenHash), { session, team, event });
    const [, revoked] = await world.registry.keys(team.id);
    assert.equal(revoked?.id, second.id);
    assert.notEqual(revoked?.revokedAt, null);
    await assert.rejects(world.join(event, 'padma'), { id: 'team-name-taken' });
  });

  behaviour('two teams of an event cannot have the same name, however it is written', async (world) => {
    const event = await world.event();
    await world.join(event, 'Team Padma');
    await world.join(event, 'দল কাকুয়া');
    for (const name of ['team padma', 'TEAM  PADMA', 'Ｔeam Padma', ' Team Padma ', 'দল কাকু\u09af\u09bcা']) {
      await assert.rejects(world.join(event, name), { id: 'team-name-taken' }, name);
    }
    await world.join(await world.event('another'), 'Team Padma');
  });

  behaviour('of many who join with one name at the same moment, one does', async (world) => {
    const event = await world.event();
    const joins = await Promise.allSettled(Array.from({ length: 20 }, () => world.join(event, 'Jamuna')));
    assert.equal(joins.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.equal((await world.registry.teams({ eventId: null, after: null, limit: 100 })).length, 1);
  });

  behaviour('nobody joins a closed event, and its keys go on working', async (world) => {
    const event = await world.event();
    const { secrets } = await world.join(event, 'Meghna');
    await world.registry.updateEvent(event.id, { status: 'closed' });
    await assert.rejects(world.join(event, 'Surma'), { id: 'event-closed' });
    assert.equal((await world.registry.findKey(secrets.keyHash))?.event.status, 'closed');
  });

  behaviour('two open events cannot have the same join code', async (world) => {
    const first = await world.event('padma-26');
    await assert.rejects(world.event('PADMA 26'), { id: 'join-code-taken' });
    await world.registry.updateEvent(first.id, { status: 'closed' });
    const second = await world.event('PADMA 26');
    await assert.rejects(world.registry.updateEvent(first.id, { status: 'open' }), { id: 'join-code-taken' });
    await world.registry.updateEvent(second.id, { name: 'Renamed', status: 'open' });
    await assert.rejects(world.registry.updateEvent('event_x', { status: 'open' }), { id: 'not-found' });
  });

  behaviour('a team has ten working keys at most, and a revoked one makes room', async (world) => {
    const { team, key } = await world.join(await world.event(), 'Teesta');
    for (let count = 1; count < MAX_CURRENT_KEYS; count += 1) await world.key(team.id);
    await assert.rejects(world.key(team.id), { id: 'key-limit-reached' });
    await world.registry.revokeKey(team.id, key.id);
    await world.key(team.id);
    await assert.rejects(world.key(team.id), { id: 'key-limit-reached' });
  });

  behaviour('keys made at the same moment do not get past the limit', async (world) => {
    const { team } = await world.join(await world.event(), 'Teesta');
    const made = await Promise.allSettled(Array.from({ length: 30 }, () => world.key(team.id)));
    assert.equal(made.filter(({ status }) => status === 'fulfilled').length, MAX_CURRENT_KEYS - 1);
  });

  behaviour('a rotated key works until its overlap is over', async (world) => {
    const { team, key, secrets } = await world.join(await world.event(), 'Karnaphuli');
    const { key: next, replaced } = await world.rotate(team.id, key.id, 3600);
    assert.equal(next.label, key.label);
    assert.equal(next.expiresAt, null);
    assert.equal(replaced.replacedBy, next.id);
    assert.equal((await world.registry.findKey(secrets.keyHash))?.key.expiresAt, '2026-11-23T10:00:00.000Z');
    assert.equal(keyState(replaced, START + HOUR - 1), 'active');
    assert.equal(keyState(replaced, START + HOUR), 'expired');
  });

  behaviour('the overlap ends the old key, however far away its expiry is', async (world) => {
    const { team } = await world.join(await world.event(), 'Karnaphuli');
    const { key } = await world.key(team.id, '+010000-01-01T05:59:59.000Z');
    const { replaced } = await world.rotate(team.id, key.id, 3600);
    assert.equal(keyState(replaced, START + HOUR), 'expired');
  });

  behaviour('a rotation without overlap ends the old key at once', async (world) => {
    const { team, key } = await world.join(await world.event(), 'Karnaphuli');
    const { replaced } = await world.rotate(team.id, key.id, 0);
    assert.equal(keyState(replaced, world.now), 'expired');
  });

  behaviour('a rotation lengthens neither the old key nor the new one', async (world) => {
    const { team } = await world.join(await world.event(), 'Karnaphuli');
    const expiresAt = new Date(START + HOUR).toISOString();
    const { key: limited } = await world.key(team.id, expiresAt);
    const { key: next, replaced } = await world.rotate(team.id, limited.id, 86_400);
    assert.equal(replaced.expiresAt, expiresAt);
    assert.equal(next.expiresAt, expiresAt);
  });

  behaviour('only a working key that was not replaced can be rotated', async (world) => {
    const { team, key } = await world.join(await world.event(), 'Karnaphuli');
    const { key: next } = await world.rotate(team.id, key.id, 3600);
    await assert.rejects(world.rotate(team.id, key.id, 0), { id: 'key-inactive' });
    await world.registry.revokeKey(team.id, next.id);
    await assert.rejects(world.rotate(team.id, next.id, 0), { id: 'key-inactive' });
    await assert.rejects(world.rotate(team.id, 'key_x', 0), { id: 'key-not-found' });
  });

  behaviour('rotating again and again does not pile up working keys', async (world) => {
    const { team, key } = await world.join(await world.event(), 'Karnaphuli');
    let current = key;
    for (let count = 0; count < MAX_OVERLAPPING_KEYS; count += 1) {
      current = (await world.rotate(team.id, current.id, 60)).key;
    }
    await assert.rejects(world.rotate(team.id, current.id, 60), { id: 'key-limit-reached' });
    await world.rotate(team.id, current.id, 0);
  });

  behaviour('a team can neither rotate nor revoke the key of another; an organiser can revoke any', async (world) => {
    const event = await world.event();
    const { key, secrets } = await world.join(event, 'Padma');
    const { team: other } = await world.join(event, 'Meghna');
    await assert.rejects(world.registry.revokeKey(other.id, key.id), { id: 'key-not-found' });
    await assert.rejects(world.rotate(other.id, key.id, 0), { id: 'key-not-found' });
    assert.equal((await world.registry.findKey(secrets.keyHash))?.key.revokedAt, null);
    await world.registry.revokeKey(null, key.id);
    assert.notEqual((await world.registry.findKey(secrets.keyHash))?.key.revokedAt, null);
  });

  behaviour('revoking a key twice keeps the first time', async (world) => {
    const { team, key } = await world.join(await world.event(), 'Padma');
    const first = await world.registry.revokeKey(team.id, key.id);
    world.now += HOUR;
    assert.deepEqual(await world.registry.revokeKey(team.id, key.id), first);
  });

  behaviour('old dead keys are forgotten, and never come back', async (world) => {
    const { team, key, secrets } = await world.join(await world.event(), 'Padma');
    await world.registry.revokeKey(team.id, key.id);
    for (let count = 0; count < MAX_DEAD_KEYS; count += 1) {
      await world.registry.revokeKey(team.id, (await world.key(team.id)).key.id);
    }
    await world.key(team.id);
    assert.ok((await world.registry.keys(team.id)).length <= MAX_DEAD_KEYS + 1);
    assert.equal(await world.registry.findKey(secrets.keyHash), undefined);
  });

  behaviour('a session ends when it is over or ended', async (world) => {
    const { session, secrets } = await world.join(await world.event(), 'Padma');
    world.now = Date.parse(session.expiresAt) - 1;
    assert.notEqual(await world.registry.findSession(secrets.tokenHash), undefined);
    world.now += 1;
    assert.equal(await world.registry.findSession(secrets.tokenHash), undefined);
    world.now = START;
    await world.registry.endSession(session.id);
    await world.registry.endSession(session.id);
    assert.equal(await world.registry.findSession(secrets.tokenHash), undefined);
  });

  behaviour('a team has only so many sessions; the oldest end first', async (world) => {
    const { team, secrets } = await world.join(await world.event(), 'Padma');
    const tokens: string[] = [];
    for (let count = 0; count < MAX_SESSIONS; count += 1) {
      const tokenHash = hashKey(makeToken());
      tokens.push(tokenHash);
      await world.registry.createSession(team.id, { tokenHash, expiresAt: new Date(START + HOUR).toISOString() });
    }
    assert.equal(await world.registry.findSession(secrets.tokenHash), undefined);
    for (const tokenHash of tokens) assert.notEqual(await world.registry.findSession(tokenHash), undefined);
  });

  behaviour('teams are listed in the order in which they joined, page by page', async (world) => {
    const event = await world.event();
    const names = ['Padma', 'Meghna', 'Jamuna', 'Surma', 'Teesta'];
    for (const name of names) await world.join(event, name);
    await world.join(await world.event('another'), 'Elsewhere');
    const first = await world.registry.teams({ eventId: event.id, after: null, limit: 2 });
    const rest = await world.registry.teams({ eventId: event.id, after: first[1]?.id ?? '', limit: 10 });
    assert.deepEqual(
      [...first, ...rest].map(({ name }) => name),
      names,
    );
    assert.equal((await world.registry.teams({ eventId: null, after: null, limit: 10 })).length, 6);
  });

  behaviour('the open event is made once, and follows the settings at every start', async (world) => {
    const settings = { name: 'Open sandbox', joinCode: null, quotaPerSecond: 50, quotaPerHour: 5000 };
    const event = await ensureOpenEvent(world.registry, settings);
    await world.restart();
    assert.deepEqual(await ensureOpenEvent(world.registry, settings), event);
    const changed = await ensureOpenEvent(world.registry, { ...settings, joinCode: 'DHAKA', quotaPerHour: 10 });
    assert.deepEqual(changed, { ...event, joinCode: 'DHAKA', quotaPerHour: 10 });
    assert.equal((await world.registry.events()).length, 1);
  });

  test(`${name}: nothing is accepted after closing`, async (context) => {
    const world = await World.begin(await place(context));
    await world.registry.close();
    await assert.rejects(world.event(), { name: 'Error', message: /closed/ });
  });
}

/** A registry, its clock, and short ways to fill it. */
class World {
  readonly #place: RegistryPlace;
  registry: Registry;
  now = START;

  static async begin(place: RegistryPlace): Promise<World> {
    const world = new World(place, null as never);
    world.registry = await place.open(() => world.now);
    return world;
  }

  private constructor(place: RegistryPlace, registry: Registry) {
    this.#place = place;
    this.registry = registry;
  }

  async restart(): Promise<void> {
    await this.registry.close();
    this.registry = await this.#place.open(() => this.now);
  }

  event(joinCode = 'padma'): Promise<Event> {
    return this.registry.createEvent({ name: 'Hackathon', joinCode, quotaPerSecond: 50, quotaPerHour: 5000 });
  }

  async join(event: Event, name: string) {
    const secret = makeKey();
    const secrets = {
      keyHash: hashKey(secret),
      tokenHash: hashKey(makeToken()),
      recoveryCodeHash: hashKey(makeRecoveryCode()),
    };
    const joined = await this.registry.createTeam({
      eventId: event.id,
      name,
      recoveryCodeHash: secrets.recoveryCodeHash,
      key: { label: 'First key', hash: secrets.keyHash, start: secret.slice(0, 8), expiresAt: null },
      session: { tokenHash: secrets.tokenHash, expiresAt: new Date(this.now + 14 * 24 * HOUR).toISOString() },
    });
    return { ...joined, secrets };
  }

  async key(teamId: string, expiresAt: string | null = null) {
    const secret = makeKey();
    const hash = hashKey(secret);
    return {
      key: await this.registry.createKey(teamId, { label: 'Another', hash, start: secret.slice(0, 8), expiresAt }),
      hash,
    };
  }

  rotate(teamId: string, keyId: string, overlapSeconds: number) {
    const secret = makeKey();
    return this.registry.rotateKey(teamId, keyId, {
      hash: hashKey(secret),
      start: secret.slice(0, 8),
      overlapSeconds,
    });
  }
}
