import { pageLanguage } from '../shell/pageLanguage.ts';
import type { Call, JoinedTeam, Key, NewKey, OwnTeam, Page, Usage } from './controlModel.ts';
import type {
  AdvancedClock,
  Fault,
  FaultChoice,
  ObjectFilter,
  ObjectReference,
  PendingEvent,
  PersonChoices,
  PersonInput,
  Snapshot,
  SnapshotShare,
  TimelineEntry,
  World,
  WorldClock,
  WorldObject,
  WorldPerson,
  WorldResource,
} from './worldModel.ts';

/** What came of asking the control API. */
export type Outcome<Value> = { value: Value } | { problem: Problem };

/** Why it did not do what was asked. */
export interface Problem {
  /** Last part of its type; `unreachable` where nothing answered. */
  id: string;
  /** HTTP status; 0 where nothing answered. */
  status: number;
  /** In the sandbox's words; empty where nothing answered. */
  detail: string;
  errors: { path: string; message: string }[];
  /** Seconds to wait before asking again, where it said so. */
  retryAfter: number | null;
}

const TIMEOUT = 15_000;

export const joinEvent = (joinCode: string, name: string) => ask<JoinedTeam>('POST', '/teams', { joinCode, name });
export const recoverTeam = (recoveryCode: string) => ask<OwnTeam>('POST', '/sessions', { recoveryCode });
export const signOut = () => ask<null>('DELETE', '/sessions/current');
export const readTeam = () => ask<OwnTeam>('GET', '/team');
export const readKeys = () => ask<Page<Key>>('GET', '/keys?limit=100');
export const makeKey = (label: string) => ask<NewKey>('POST', '/keys', { label });
export const rotateKey = (id: string, overlapSeconds: number) =>
  ask<NewKey>('POST', `/keys/${encodeURIComponent(id)}/rotate`, { overlapSeconds });
export const revokeKey = (id: string) => ask<null>('DELETE', `/keys/${encodeURIComponent(id)}`);
export const readUsage = () => ask<Usage>('GET', '/usage');

export const readWorld = () => ask<World>('GET', '/world');
export const resetWorld = () => ask<World>('POST', '/world/reset');
export const readClock = () => ask<WorldClock>('GET', '/world/clock');
export const advanceClock = (by: { seconds: number } | { workingDays: number } | { to: string }) =>
  ask<AdvancedClock>('POST', '/world/clock/advance', by);
export const readPendingEvents = () => ask<Page<PendingEvent>>('GET', '/world/pending-events?limit=10');
export const readFaults = () => ask<Page<Fault>>('GET', '/world/faults?limit=100');
export const createFault = (choice: FaultChoice) => ask<Fault>('POST', '/world/faults', choice);
export const deleteFault = (id: string) => ask<null>('DELETE', `/world/faults/${encodeURIComponent(id)}`);
export const readSnapshots = () => ask<Page<Snapshot>>('GET', '/world/snapshots?limit=100');
export const takeSnapshot = (name: string) => ask<Snapshot>('POST', '/world/snapshots', { name });
export const restoreSnapshot = (id: string) => ask<World>('POST', `/world/snapshots/${encodeURIComponent(id)}/restore`);
export const shareSnapshot = (id: string) =>
  ask<SnapshotShare>('POST', `/world/snapshots/${encodeURIComponent(id)}/share`);
export const restoreShared = (code: string) => ask<World>('POST', '/world/restore-shared', { code });
export const readOwnPeople = () => ask<Page<WorldPerson>>('GET', '/world/people?limit=100');
export const readPersonChoices = () => ask<PersonChoices>('GET', '/world/person-choices');
export const addPerson = (person: PersonInput) => ask<WorldPerson>('POST', '/world/people', person);
export const deleteSnapshot = (id: string) => ask<null>('DELETE', `/world/snapshots/${encodeURIComponent(id)}`);

/** Gives members of an object other values. */
export function editObject({ service, version, resource, objectId }: ObjectReference, data: object) {
  const path = [service, version, resource, objectId].map(encodeURIComponent).join('/');
  return ask<WorldObject>('PATCH', `/world/objects/${path}`, { data });
}

/** All resources of the world. */
export async function readResources(): Promise<Outcome<WorldResource[]>> {
  const all: WorldResource[] = [];
  for (let cursor: string | null = null; ; ) {
    const query: string = cursor === null ? '' : `&cursor=${cursor}`;
    const outcome: Outcome<Page<WorldResource>> = await ask('GET', `/world/resources?limit=100${query}`);
    if ('problem' in outcome) return outcome;
    all.push(...outcome.value.items);
    cursor = outcome.value.page.nextCursor;
    if (cursor === null) return { value: all };
  }
}

/** One page of the objects that a filter lets through. */
export function readObjects({ resource, person, search, changed }: ObjectFilter, cursor: string | null) {
  const query = new URLSearchParams({ limit: '20' });
  const [service, version, name] = resource.split(/[/.]/);
  if (resource !== '' && service && version && name) {
    query.set('service', service);
    query.set('version', version);
    query.set('resource', name);
  }
  if (person !== '') query.set('person', person);
  if (search.trim() !== '') query.set('search', search.trim());
  if (changed) query.set('changed', 'true');
  if (cursor !== null) query.set('cursor', cursor);
  return ask<Page<WorldObject>>('GET', `/world/objects?${query}`);
}

/** One page of what happened in the world, newest first. */
export function readTimeline(cursor: string | null = null) {
  const query = new URLSearchParams({ limit: '20' });
  if (cursor !== null) query.set('cursor', cursor);
  return ask<Page<TimelineEntry>>('GET', `/world/timeline?${query}`);
}

/**
 * What one call changed; `null` where nothing of it is kept in the world that is asked.
 * @param isDemo whether it was made with the demo key
 */
export async function readChanges(requestId: string, isDemo: boolean): Promise<Outcome<TimelineEntry | null>> {
  const path = isDemo ? '/demo-world/timeline' : '/world/timeline';
  const query = new URLSearchParams({ requestId });
  const outcome = await ask<Page<TimelineEntry>>('GET', `${path}?${query}`);
  return 'value' in outcome ? { value: outcome.value.items[0] ?? null } : outcome;
}

/** One page of calls, newest first. */
export function readCalls(failedOnly: boolean, cursor: string | null = null) {
  const query = new URLSearchParams({ limit: '50' });
  if (failedOnly) query.set('outcome', 'failed');
  if (cursor !== null) query.set('cursor', cursor);
  return ask<Page<Call>>('GET', `/requests?${query}`);
}

/** Asks in the name of the session cookie, which the browser sends by itself. Never throws. */
export async function ask<Value>(method: string, path: string, body?: object): Promise<Outcome<Value>> {
  try {
    const response = await fetch(`/api/v1${path}`, {
      method,
      headers: {
        'Accept-Language': pageLanguage(),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT),
    });
    const text = await response.text();
    if (!response.ok) return { problem: readProblem(response.status, text, response.headers.get('Retry-After')) };
    return { value: (text === '' ? null : JSON.parse(text)) as Value };
  } catch {
    return { problem: unreachable };
  }
}

const unreachable: Problem = { id: 'unreachable', status: 0, detail: '', errors: [], retryAfter: null };

/** An error answer of the control API; of something in between that speaks no JSON, only its status. */
export function readProblem(status: number, text: string, retryAfter: string | null): Problem {
  const seconds = retryAfter === null ? Number.NaN : Number(retryAfter);
  const problem = { ...unreachable, id: 'unknown', status, retryAfter: Number.isFinite(seconds) ? seconds : null };
  try {
    const { type, title, detail, errors } = JSON.parse(text) as Record<string, unknown>;
    return {
      ...problem,
      id: /\/problems\/([a-z0-9-]+)\/$/.exec(String(type))?.[1] ?? 'unknown',
      detail: String(detail ?? title ?? ''),
      errors: Array.isArray(errors)
        ? errors.map((error) => ({ path: String(error?.path ?? ''), message: String(error?.message ?? '') }))
        : [],
    };
  } catch {
    return problem;
  }
}
