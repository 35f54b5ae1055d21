import { pointerTo } from '../../json/pointer.ts';
import type { Direction } from '../change.ts';

/** Where in a message a schema stands. */
export interface Place {
  /** First part of ids: `request-parameter`, `request-body`, `request-property`, `response-header`, … */
  kind: string;
  /** Name of a parameter or header, or the path of a property, such as `payer.account`; empty for a body. */
  name: string;
  /** JSON Pointers into base and revision. */
  base: string;
  revision: string;
  direction: Direction;
  /** Values travel as text, as in a query or a form: a text takes what a number takes. */
  isText: boolean;
  /** Nobody relies on what is assumed where nothing is said: the caller always says something. */
  isAlwaysSaid?: boolean;
  /** No way of writing `null`, as in a query: whether it is allowed makes no difference. */
  isNeverNull?: boolean;
  /** `null` is told of what holds this schema: it is one of several alternatives. */
  isNullTold?: boolean;
  /** Lists are written as one value after another, so that a single value is a list of one. */
  isRepeated?: boolean;
}

const KINDS_BELOW: Record<string, string> = {
  'request-body': 'request-property',
  'response-body': 'response-property',
  'request-parameter': 'request-parameter-property',
  'response-header': 'response-header-property',
  'webhook-parameter': 'webhook-parameter-property',
};

/** The place of a property, an item or another schema within the schema of a place. */
export function placeBelow(place: Place, name: string, ...path: string[]): Place {
  const pointer = pointerTo(path);
  const { isNullTold: _, ...inherited } = place;
  return {
    ...inherited,
    kind: KINDS_BELOW[place.kind] ?? place.kind,
    name: joined(place.name, name),
    base: place.base + pointer,
    revision: place.revision + pointer,
  };
}

/** A place without what is above it. */
export function detached(place: Place): Place {
  return { ...place, name: '', base: '', revision: '' };
}

/** A place that was found below a {@link detached} one, put back below `above`. A pointer that begins with `#` is whole already. */
export function attached(found: Place, above: Place): Place {
  const pointer = (own: string, before: string) => (own.startsWith('#') ? own.slice(1) : before + own);
  return {
    ...found,
    name: joined(above.name, found.name),
    base: pointer(found.base, above.base),
    revision: pointer(found.revision, above.revision),
  };
}

/** What tells apart places at which the same change means something else. */
export function meaningOf(place: Place): string {
  const { kind, direction, isText, isAlwaysSaid, isNeverNull, isNullTold, isRepeated } = place;
  return [kind, direction, isText, isAlwaysSaid, isNeverNull, isNullTold, isRepeated].join();
}

function joined(above: string, name: string): string {
  return above === '' || name === '' || name.startsWith('[') ? above + name : `${above}.${name}`;
}
