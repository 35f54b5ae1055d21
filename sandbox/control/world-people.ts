import { MAX_PEOPLE, type OwnPerson } from '@dpi/mocks';
import type { NewPerson } from '@dpi/specs/model';
import { ProblemError } from '@dpi/specs/problem';
import type { TeamWorld } from './team-world.ts';

/** How people are made in a world; where the country does not say, there are none. */
export function newPersonOf({ worlds }: TeamWorld): NewPerson {
  const { newPerson } = worlds;
  if (newPerson === null) throw new ProblemError('not-found', { id: 'control.world.no-people' });
  return newPerson;
}

/** A person of a team as it is answered. */
export function shownPerson({ id, name, identifiers, facts }: OwnPerson) {
  return { id, name, identifiers, facts };
}

/** What may be chosen for a new person, and how many there may be. */
export function shownChoices({ names, genders, places }: NewPerson) {
  return {
    languages: Object.keys(names),
    genders: genders.map(({ id, name }) => ({ id, name })),
    places: places.map(({ id, name }) => ({ id, name })),
    limit: MAX_PEOPLE,
  };
}
