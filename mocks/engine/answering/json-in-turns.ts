import { setImmediate } from 'node:timers/promises';
import { isObject } from '@dpi/specs/json-value';

/** Levels that are written member by member: the schemas of a document stand in the fifth. */
const LEVELS = 6;
/** Milliseconds of writing in one turn. */
const TURN = 5;
/** Characters of a piece: more take long to send. */
const PIECE = 64 * 1024;

/** `JSON.stringify` of a large value, in pieces of which each is given in a turn of its own of the event loop. */
export async function* jsonInTurns(value: unknown): AsyncGenerator<string> {
  let text = '';
  let begun = performance.now();
  for (const part of partsOf(value, LEVELS)) {
    text += part;
    if (text.length < PIECE && performance.now() - begun < TURN) continue;
    yield text;
    text = '';
    await setImmediate();
    begun = performance.now();
  }
  yield text;
}

function* partsOf(value: unknown, levels: number): Generator<string> {
  if (levels > 0 && Array.isArray(value)) {
    yield '[';
    for (const [index, item] of value.entries()) {
      if (index > 0) yield ',';
      yield* partsOf(item, levels - 1);
    }
    yield ']';
  } else if (levels > 0 && isObject(value) && !('toJSON' in value)) {
    yield '{';
    let isFirst = true;
    for (const [name, member] of Object.entries(value)) {
      if (member === undefined) continue;
      yield `${isFirst ? '' : ','}${JSON.stringify(name)}:`;
      isFirst = false;
      yield* partsOf(member, levels - 1);
    }
    yield '}';
  } else yield JSON.stringify(value) ?? 'null';
}
