import { localDay, type Scope, type Value, writeValue } from '@dpi/specs/behaviour';
import { canonicalJson } from '@dpi/specs/canonical-json';
import { isObject, type JsonObject } from '@dpi/specs/json-value';
import type { NewPerson } from '@dpi/specs/model';
import type { SeedObject, Seeds } from './seed.ts';
import type { Evaluation } from './service-behaviour.ts';
import { PEOPLE_TYPE, type World } from './world.ts';

/** What a team asks for of a person. */
export interface AskedPerson {
  /** By language. */
  name: Record<string, string>;
  /** `1990-01-31` */
  birthDate: string;
  /** Id of one of the country's choices. */
  gender: string;
  place: string;
}

/** A person whom a team has added to its world. */
export interface OwnPerson {
  id: string;
  name: Record<string, string>;
  identifiers: Record<string, string>;
  facts: JsonObject;
}

/** How many people a team may add to its world. */
export const MAX_PEOPLE = 20;
/** How often other identifiers are tried where somebody has them already. */
const MAX_TRIES = 200;

/** A world has as many people of the team's own as it may. */
export class TooManyPeople extends Error {
  readonly most = MAX_PEOPLE;
}

/** Adds people to worlds as the country says. */
export class PersonMaker {
  readonly #newPerson: NewPerson;
  readonly #seeds: Seeds;
  readonly #evaluation: Evaluation;

  constructor(newPerson: NewPerson, seeds: Seeds, evaluation: Evaluation) {
    this.#newPerson = newPerson;
    this.#seeds = seeds;
    this.#evaluation = evaluation;
  }

  /** People whom the team has added, in the order in which they came. */
  people(world: World): OwnPerson[] {
    return Array.from(world.ownIds(PEOPLE_TYPE.key)).flatMap((id) => {
      const entry = world.get(PEOPLE_TYPE.key, id);
      return entry === undefined ? [] : [this.#shown(id, entry.data)];
    });
  }

  /**
   * Puts a person into a world, with what each service keeps of people. To be called in a transaction.
   * @returns the person, and the objects that services have now
   * @throws TooManyPeople where the team has as many as it may, or no identifiers are left
   */
  add(world: World, asked: AskedPerson, now: Date): { person: OwnPerson; objects: SeedObject[] } {
    if (this.people(world).length >= MAX_PEOPLE) throw new TooManyPeople();
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const { id, data } = this.#person(asked, now);
      if (this.#isTaken(world, id, data)) continue;
      world.put(PEOPLE_TYPE.key, id, data);
      const objects = this.#seeds.ofPerson(world, id, now).filter((object) => !isThere(world, object));
      if (objects.some((object) => world.get(object.resource, object.id) !== undefined)) {
        world.remove(PEOPLE_TYPE.key, id);
        continue;
      }
      for (const { resource, id: object, data: members } of objects) world.put(resource, object, members);
      return { person: this.#shown(id, data), objects };
    }
    throw new TooManyPeople();
  }

  #person({ name, birthDate, gender, place }: AskedPerson, now: Date): { id: string; data: JsonObject } {
    const { language, context } = this.#evaluation;
    const today = localDay(now, context.zone);
    const address = this.#newPerson.places.find((choice) => choice.id === place)?.address ?? {};
    const id = `person-${Array.from({ length: 8 }, () => ID_LETTERS[Math.floor(context.random() * ID_LETTERS.length)]).join('')}`;
    const identifiers: Record<string, Value> = {};
    const scope: Scope = {
      asked: { name, birthDate, gender, address: address as Record<string, Value> },
      id,
      age: BigInt(yearsBetween(birthDate, today)),
      today,
      identifiers,
    };
    for (const [kind, expression] of Object.entries(this.#newPerson.identifiers)) {
      const value = language.compile(expression)(scope);
      if (value !== null) identifiers[kind] = value;
    }
    const facts = writeValue(language.compileTemplate(this.#newPerson.facts)(scope), context.zone);
    const known = Object.entries(isObject(facts) ? facts : {}).filter(([, value]) => value !== null);
    return { id, data: { ...Object.fromEntries(known), name, ...(identifiers as JsonObject), id } };
  }

  #isTaken(world: World, id: string, data: JsonObject): boolean {
    const people = world.collection(PEOPLE_TYPE.key);
    const kinds = Object.keys(this.#newPerson.identifiers).filter((kind) => data[kind] !== undefined);
    return people.get(id) !== null || kinds.some((kind) => people.where({ [kind]: String(data[kind]) }).length > 0);
  }

  #shown(id: string, { id: _, name, ...data }: JsonObject): OwnPerson {
    const kinds = Object.keys(this.#newPerson.identifiers);
    const isIdentifier = ([member]: [string, unknown]) => kinds.includes(member);
    const facts = Object.entries(data).filter((member) => !isIdentifier(member));
    const identifiers = Object.entries(data).filter(isIdentifier);
    return {
      id,
      name: isObject(name) ? (name as Record<string, string>) : {},
      identifiers: Object.fromEntries(identifiers.map(([kind, value]) => [kind, String(value)])),
      facts: Object.fromEntries(facts),
    };
  }
}

/** Without letters that look like others. */
const ID_LETTERS = '23456789abcdefghjkmnpqrstvwxyz';

/** What several people share, such as the place where they live, is there already. */
function isThere(world: World, { resource, id, data }: SeedObject): boolean {
  const entry = world.get(resource, id);
  return entry !== undefined && canonicalJson(entry.data) === canonicalJson(data);
}

/** Full years from one day to another. */
function yearsBetween(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
}
