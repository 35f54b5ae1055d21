import type { Texts } from '@dpi/specs/behaviour';
import { canonicalJson } from '@dpi/specs/canonical-json';
import type { JsonObject, JsonValue } from '@dpi/specs/json-value';
import type { Emitted } from './effects.ts';
import type { KeptResource } from './kept-resource.ts';
import type { LogEntry, LoggedChange } from './store.ts';
import type { Change } from './world.ts';

/** What names an object of a world. */
export interface ObjectReference {
  service: string;
  version: string;
  resource: string;
  objectId: string;
}

/** An object that came to be, changed, or ceased to be. */
export interface ShownChange extends ObjectReference {
  action: 'created' | 'updated' | 'deleted';
  /** Members whose value is another; one that is absent is `null`. */
  members: { name: string; before: JsonValue; after: JsonValue }[];
}

/** Why something changed. */
export type ShownCause =
  | { kind: 'call'; service: string; version: string; operationId: string; requestId: string }
  /** `because` says in words why the time had come. */
  | { kind: 'event'; event: string; because: string | null; object: ObjectReference | null }
  | { kind: 'clock'; advancedBySeconds: number }
  | { kind: 'edit'; person?: { id: string; name: Record<string, string> } }
  | { kind: 'restore'; snapshot: { id: string; name: string } };

/** One step in the history of a world, as its team sees it. */
export interface TimelineEntry {
  sequence: number;
  at: string;
  cause: ShownCause;
  changes: ShownChange[];
  webhooks: Emitted[];
}

/** Names and reasons that entries of a timeline are shown with. */
export interface TimelineContext {
  resources: ReadonlyMap<string, KeptResource>;
  /** Why an event happened, in the language of whoever asks. */
  becauseOf(event: { service: string; version: string; event: string }): string | null;
}

/** A step as it is shown; what the platform keeps for itself, such as answers that are given again, is left out. */
export function timelineEntry(
  { sequence, at, cause, changes, emitted }: LogEntry,
  context: TimelineContext,
): TimelineEntry {
  return {
    sequence,
    at,
    cause: shownCause(cause, context),
    changes: changes.flatMap((change) => shownChanges(change, context)),
    webhooks: emitted,
  };
}

function shownCause(cause: LogEntry['cause'], { resources, becauseOf }: TimelineContext): ShownCause {
  switch (cause.kind) {
    case 'call': {
      const { service, version, operation, requestId } = cause;
      return { kind: 'call', service, version, operationId: operation, requestId };
    }
    case 'event': {
      const kept = resources.get(cause.resource);
      const object = kept === undefined ? null : referenceTo(kept, cause.id);
      return { kind: 'event', event: cause.event, because: becauseOf(cause), object };
    }
    case 'clock':
      return { kind: 'clock', advancedBySeconds: cause.advancedBy / 1000 };
    case 'edit':
      return cause;
    case 'restore':
      return { kind: 'restore', snapshot: { id: cause.snapshot, name: cause.name } };
  }
}

function shownChanges({ resource, id, data, before }: LoggedChange, { resources }: TimelineContext): ShownChange[] {
  const kept = resources.get(resource);
  if (kept === undefined) return [];
  const names = data === null ? [] : Object.keys(before ?? data);
  return [
    {
      ...referenceTo(kept, id),
      action: actionOf(data, before),
      members: names.map((name) => ({ name, before: before?.[name] ?? null, after: data?.[name] ?? null })),
    },
  ];
}

function actionOf(after: JsonObject | null, before: JsonObject | null): ShownChange['action'] {
  if (after === null) return 'deleted';
  return before === null ? 'created' : 'updated';
}

export function referenceTo({ service, version, resource }: KeptResource, objectId: string): ObjectReference {
  return { service, version, resource, objectId };
}

/** What each object became in the end, with the members that are otherwise now as they were at first. */
export function loggedChanges(changes: Change[]): LoggedChange[] {
  const last = new Map<string, Change>();
  for (const change of changes) {
    const key = `${change.resource} ${change.id}`;
    last.set(key, { ...change, before: (last.get(key) ?? change).before });
  }
  return Array.from(last.values(), ({ resource, id, before, after }) => ({
    resource,
    id,
    data: after,
    before: before === null || after === null ? before : changedMembers(before, after),
  }));
}

function changedMembers(before: JsonObject, after: JsonObject): JsonObject {
  const changed: JsonObject = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, now] = [before[name] ?? null, after[name] ?? null];
    if (old !== now && canonicalJson(old) !== canonicalJson(now)) changed[name] = old;
  }
  return changed;
}

/** A text in the language asked for, else in the first there is. */
export function inLanguage(texts: Texts | undefined, language: string): string | null {
  if (texts === undefined) return null;
  return texts[language] ?? Object.values(texts)[0] ?? null;
}
