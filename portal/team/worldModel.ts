import { readServiceReference } from '@dpi/specs/service-reference';
import type { PersonaCard } from '../plugin/pageData.ts';

/** What the control API sends of a team's world. Times are ISO 8601, by the clock of the world. */

export interface WorldClock {
  now: string;
  aheadSeconds: number;
  nextEventAt: string | null;
}

export interface World {
  began: string;
  clock: WorldClock;
  objects: { count: number; limit: number };
  snapshots: { count: number; limit: number };
}

export interface WorldResource {
  id: string;
  service: string;
  version: string;
  resource: string;
  idMember: string;
  members: { name: string; hidden: boolean }[];
  objects: number;
}

export interface ObjectReference {
  service: string;
  version: string;
  resource: string;
  objectId: string;
}

export interface WorldObject extends ObjectReference {
  changed: boolean;
  data: Record<string, unknown>;
}

export interface ObjectChange extends ObjectReference {
  action: 'created' | 'updated' | 'deleted';
  members: { name: string; before: unknown; after: unknown }[];
}

type Cause =
  | { kind: 'call'; service: string; version: string; operationId: string; requestId: string }
  | { kind: 'event'; event: string; because: string | null; object: ObjectReference | null }
  | { kind: 'clock'; advancedBySeconds: number }
  | { kind: 'edit'; person?: Pick<WorldPerson, 'id' | 'name'> }
  | { kind: 'restore'; snapshot: { id: string; name: string } };

export interface TimelineEntry {
  sequence: number;
  at: string;
  cause: Cause;
  changes: ObjectChange[];
  webhooks: { webhook: string; type: string }[];
}

export interface AdvancedClock {
  clock: WorldClock;
  eventCount: number;
  events: TimelineEntry[];
}

export interface PendingEvent {
  event: string;
  at: string;
  because: string | null;
  /** A fault keeps it from happening. */
  held: boolean;
  object: ObjectReference;
}

export const FAULT_KINDS = [
  'error',
  'latency',
  'timeout',
  'connection-reset',
  'partial-body',
  'stuck-pending',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

export const FAULT_STATUSES = [429, 500, 502, 503, 504];

/** What a team chooses of a fault; what its kind does not have is left out. */
export interface FaultChoice {
  kind: FaultKind;
  service?: string;
  version?: string;
  operationId?: string;
  status?: number;
  delayMs?: number;
  distribution?: 'long-tailed';
  times?: number;
}

export interface Fault {
  id: string;
  kind: FaultKind;
  service: string | null;
  version: string | null;
  operationId: string | null;
  status: number | null;
  delayMs: number | null;
  distribution: string | null;
  times: number | null;
  affectedCalls: number;
  active: boolean;
}

/** Fields of the form for a fault, as they are typed; `service` is `<id>/<version>`, or empty for all. */
export interface FaultFields {
  kind: FaultKind;
  service: string;
  operationId: string;
  status: string;
  delay: string;
  isLongTailed: boolean;
  times: string;
}

/** What the fields ask for, without those that the kind does not have. */
export function faultChoice({
  kind,
  service,
  operationId,
  status,
  delay,
  isLongTailed,
  times,
}: FaultFields): FaultChoice {
  const named = readServiceReference(service);
  const isOfCalls = kind !== 'stuck-pending';
  return {
    kind,
    ...(named === null ? {} : { service: named.id, version: named.version }),
    ...(named !== null && isOfCalls && operationId !== '' ? { operationId } : {}),
    ...(kind === 'error' ? { status: Number(status) } : {}),
    ...(kind === 'latency' || kind === 'timeout' ? { delayMs: Number(delay) } : {}),
    ...(kind === 'latency' && isLongTailed ? { distribution: 'long-tailed' } : {}),
    ...(isOfCalls && times.trim() !== '' ? { times: Number(times) } : {}),
  };
}

/** A synthetic person whom the team has added to its world. */
export interface WorldPerson {
  id: string;
  /** By language. */
  name: Record<string, string>;
  /** By kind. */
  identifiers: Record<string, string>;
}

/** Test people by names that tell them apart: namesakes have their first identifier beside it. */
export function distinctPeople<Person extends Pick<PersonaCard, 'name' | 'identifiers'>>(people: Person[]): Person[] {
  const isShared = (name: string) => people.filter((other) => other.name === name).length > 1;
  return people.map((person) => {
    const [identifier] = person.identifiers;
    if (identifier === undefined || !isShared(person.name)) return person;
    return { ...person, name: `${person.name} (${identifier.name} ${identifier.value})` };
  });
}

/** Something that may be chosen for a person, with its name by language. */
export interface PersonChoice {
  id: string;
  name: Record<string, string>;
}

export interface PersonChoices {
  /** In which a name is asked for. */
  languages: string[];
  genders: PersonChoice[];
  places: PersonChoice[];
  limit: number;
}

export interface PersonInput {
  name: Record<string, string>;
  birthDate: string;
  gender: string;
  place: string;
}

/** A code by which other teams restore a snapshot. */
export interface SnapshotShare {
  code: string;
  expiresAt: string;
  snapshot: Snapshot;
}

export interface Snapshot {
  id: string;
  name: string;
  takenAt: string;
  worldTime: string;
  objects: number;
}

/** Which objects are asked for; empty texts ask for all. */
export interface ObjectFilter {
  resource: string;
  person: string;
  search: string;
  changed: boolean;
}

const ALL_OBJECTS: ObjectFilter = { resource: '', person: '', search: '', changed: false };

/** Where an object is shown on the page of the world. */
export function objectPage({ service, version, resource, objectId }: ObjectReference): string {
  return `/my-world/?${new URLSearchParams({ resource: `${service}/${version}.${resource}`, search: objectId })}`;
}

/** The filter that the address of the page of the world asks for. @param search as in `location.search` */
export function filterInAddress(search: string): ObjectFilter {
  const query = new URLSearchParams(search);
  return { ...ALL_OBJECTS, resource: query.get('resource') ?? '', search: query.get('search') ?? '' };
}

/** Members of an object that are otherwise in its edited JSON; those that are gone from it are `null`. */
export function changedMembers(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): Record<string, unknown> {
  const changed: Record<string, unknown> = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const value = after[name] ?? null;
    if (JSON.stringify(before[name] ?? null) !== JSON.stringify(value)) changed[name] = value;
  }
  return changed;
}

/** A value of a member on one line: an amount of money as people write it, all else as JSON does. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return '—';
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && 'amount' in value && 'currency' in value) return `${value.amount} ${value.currency}`;
  return JSON.stringify(value);
}
