import type { Schema } from '../../catalogue/model.ts';
import type { Place } from './place.ts';
import type { SchemaPair } from './schema-pair.ts';
import { keyOf } from './value-key.ts';

/** What is assumed where nothing is said. Callers rely on it for parameters; for a body it is rarely more than a note. */
export function compareDefaults(base: Schema, revision: Schema, place: Place, pair: SchemaPair): void {
  const [from, to] = [base.default, revision.default];
  if (keyOf(from) === keyOf(to)) return;
  const step = from === undefined ? 'added' : to === undefined ? 'removed' : 'changed';
  const details = {
    ...(from === undefined ? {} : { from: shown(from) }),
    ...(to === undefined ? {} : { to: shown(to) }),
  };
  const level = place.isAlwaysSaid ? 'harmless' : 'breaking';
  const isParameter = place.kind === 'request-parameter';
  pair.add(`default-value-${step}`, 'changed', place, isParameter ? { ...details, level } : details);
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
