import type { MediaType, Operation, Service } from '../catalogue/model.ts';
import { Sampler } from '../samples/index.ts';
import type { Direction } from '../schema/index.ts';
import type { Subject } from './rule.ts';

const MAX_PLACES = 5;

const operations = new WeakMap<Service, Map<string, Operation>>();
const samplers = new WeakMap<Service['schemas'], Sampler>();

/** An operation of a service by its name, such as `POST /transfers`. */
export function operationNamed({ service }: Pick<Subject, 'service'>, name: string): Operation | undefined {
  let named = operations.get(service);
  if (named === undefined) {
    named = new Map(service.operations.map((operation) => [nameOf(operation), operation]));
    operations.set(service, named);
  }
  return named.get(name);
}

function nameOf({ method, path }: Operation): string {
  return `${method.toUpperCase()} ${path}`;
}

/**
 * JSON Pointers of the places of a body for which no value can be made up that fits its schema, joined by commas; `null` where
 * the sandbox and the pages can do without an example.
 */
export function placesWithoutValue(
  { service, personas }: Pick<Subject, 'service' | 'personas'>,
  content: Pick<MediaType, 'schema'> | undefined,
  direction: Direction,
): string | null {
  const schema = content?.schema ?? null;
  if (schema === null) return null;
  const sampler = samplers.get(service.schemas) ?? new Sampler(service.schemas, personas);
  samplers.set(service.schemas, sampler);
  const { value, misfits } = sampler.sample(schema, { direction });
  const places = value === undefined ? [''] : misfits;
  if (places.length === 0) return null;
  return places
    .slice(0, MAX_PLACES)
    .map((place) => place || '/')
    .join(', ');
}
