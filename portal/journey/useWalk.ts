import { parseJson, stringifyJson } from '@dpi/specs/numbers';
import { useLayoutEffect, useState } from 'react';
import { NEW_WALK, readWalk, type Walk } from './walk.ts';

/** Walks by journey ID: every step on the page reads the same one. */
const walks = new Map<string, Walk>();
const followers = new Set<(journey: string, walk: Walk) => void>();

/** The reader's walk through a journey. It outlives a reload, ends with the browser's tab, and is new until the page's script runs. */
export function useWalk(journey: string): [walk: Walk, change: (change: (walk: Walk) => Walk) => void] {
  const [walk, setWalk] = useState(NEW_WALK);
  // Before the page is painted: nothing may move.
  useLayoutEffect(() => {
    setWalk(currentWalk(journey));
    const follow = (changed: string, walk: Walk) => {
      if (changed === journey) setWalk(walk);
    };
    followers.add(follow);
    return () => {
      followers.delete(follow);
    };
  }, [journey]);
  return [walk, (change) => keep(journey, change(currentWalk(journey)))];
}

function currentWalk(journey: string): Walk {
  const known = walks.get(journey);
  if (known !== undefined) return known;
  const walk = stored(journey);
  walks.set(journey, walk);
  return walk;
}

function keep(journey: string, walk: Walk): void {
  walks.set(journey, walk);
  try {
    if (walk === NEW_WALK) sessionStorage.removeItem(storageName(journey));
    else sessionStorage.setItem(storageName(journey), stringifyJson(walk));
  } catch {
    // Where the browser stores nothing, it lasts as long as the page.
  }
  for (const follow of followers) follow(journey, walk);
}

function stored(journey: string): Walk {
  try {
    return readWalk(parseJson(sessionStorage.getItem(storageName(journey)) ?? 'null'));
  } catch {
    return NEW_WALK;
  }
}

function storageName(journey: string): string {
  return `dpi.journey.${journey}`;
}
