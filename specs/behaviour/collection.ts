import type { Value, ValueObject } from './values.ts';

/** Where the objects of one resource are. */
export interface ObjectSource {
  get(id: string): ValueObject | null;
  where(members: Record<string, Value>): ValueObject[];
  all(): ValueObject[];
}

/** The objects of one resource in one world, as expressions ask for them. CEL knows a type by its very class. */
export class Collection {
  readonly #source: ObjectSource;

  constructor(source: ObjectSource) {
    this.#source = source;
  }

  /** `null` where no object has the id. */
  get(id: Value): ValueObject | null {
    return typeof id === 'string' ? this.#source.get(id) : null;
  }

  /** Objects whose members have these values, in the order in which they came to be. */
  where(members: Record<string, Value>): ValueObject[] {
    return this.#source.where(members);
  }

  all(): ValueObject[] {
    return this.#source.all();
  }
}
