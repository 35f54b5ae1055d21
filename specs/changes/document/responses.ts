import { isObject } from '../../json/value.ts';
import type { Direction } from '../change.ts';
import type { Add, Comparison, Node, Pair } from './comparison.ts';
import { bodyPlace, compareContents } from './contents.ts';
import { placeOf, schemaOf } from './parameters.ts';
import { styleOf } from './style.ts';

/** @param direction of the client: it reads responses, but writes those to webhooks, as it does requests */
export function compareResponses(add: Add, comparison: Comparison, pair: Pair, direction: Direction): void {
  const [from, to] = [statusesOf(comparison, 'base', pair.base), statusesOf(comparison, 'revision', pair.revision)];
  const isSuccess = (status: string) =>
    /^[23]/.test(status) || (status === 'default' && ![...from.keys()].some((other) => /^[23]/.test(other)));
  for (const [status, base] of from) {
    const revision = counterpart(status, to);
    const within = revision === undefined ? statusesWithin(status, from, to) : [];
    if (revision !== undefined) compareResponse(add, comparison, base, revision, direction);
    else if (within.length > 0) {
      const level = direction === 'response' ? 'harmless' : 'breaking';
      const names = { from: status, to: within.map(([name]) => name).join(', ') };
      add('response-status-range-narrowed', level, base.pointer, names);
      for (const [, node] of within) compareResponse(add, comparison, base, node, direction);
    } else if (isSuccess(status)) add('response-success-status-removed', 'breaking', base.pointer, { name: status });
    else {
      const level = direction === 'response' ? 'harmless' : 'warning';
      add('response-non-success-status-removed', level, base.pointer, { name: status });
      compareWithDefault(add, comparison, base, to.get('default'), direction);
    }
  }
  for (const [status, { pointer }] of to) {
    if (counterpart(status, from) !== undefined) continue;
    const id = isSuccess(status) ? 'response-success-status-added' : 'response-non-success-status-added';
    add(id, 'harmless', pointer, { name: status });
    const others = from.get('default');
    if (others !== undefined && isError(status)) compareWithDefault(add, comparison, others, to.get(status), direction);
  }
}

function isError(status: string): boolean {
  return /^[45]/.test(status);
}

/** An error that is named on one side only is one of those that `default` describes on the other. */
function compareWithDefault(
  add: Add,
  comparison: Comparison,
  base: Node,
  revision: Node | undefined,
  direction: Direction,
): void {
  if (direction !== 'response' || !isObject(base.value.content) || !isObject(revision?.value.content)) return;
  compareContents(add, comparison, base, revision, bodyPlace(direction));
}

function statusesOf(comparison: Comparison, side: 'base' | 'revision', operation: Node): Map<string, Node> {
  return new Map([...comparison.entries(side, operation, 'responses')].filter(([status]) => !status.startsWith('x-')));
}

/** A status, or the range it is in. `default` stands for what nobody named, and for no other. */
function counterpart(status: string, responses: Map<string, Node>): Node | undefined {
  const known = new Map([...responses].map(([key, node]) => [key.toUpperCase(), node]));
  return known.get(status.toUpperCase()) ?? (/^\d{3}$/.test(status) ? known.get(`${status[0]}XX`) : undefined);
}

/** What a range such as `2XX` became, where single statuses of it are named instead. */
function statusesWithin(range: string, from: Map<string, Node>, to: Map<string, Node>): [string, Node][] {
  if (!/^\dxx$/i.test(range)) return [];
  return [...to].filter(([status]) => /^\d{3}$/.test(status) && status[0] === range[0] && !from.has(status));
}

function compareResponse(add: Add, comparison: Comparison, base: Node, revision: Node, direction: Direction): void {
  compareContents(add, comparison, base, revision, bodyPlace(direction));
  const [from, to] = [headersOf(comparison, 'base', base), headersOf(comparison, 'revision', revision)];
  for (const [key, [name, old]] of from) {
    const fresh = to.get(key)?.[1];
    if (fresh !== undefined) compareHeader(add, comparison, name, { base: old, revision: fresh }, direction);
    else headerRemoved(add, name, old, direction);
  }
  for (const [key, [name, { value, pointer }]] of to) {
    const level = direction === 'request' && value.required === true ? 'breaking' : 'harmless';
    if (!from.has(key)) add('response-header-added', level, pointer, { name });
  }
}

function headerRemoved(add: Add, name: string, { value, pointer }: Node, direction: Direction): void {
  const isRequired = value.required === true;
  const id = isRequired ? 'required-response-header-removed' : 'optional-response-header-removed';
  const level = isRequired ? 'breaking' : 'warning';
  add(id, direction === 'request' ? 'harmless' : level, pointer, { name });
}

function compareHeader(add: Add, comparison: Comparison, name: string, pair: Pair, direction: Direction): void {
  const { base, revision } = pair;
  const [was, is] = [base.value.required === true, revision.value.required === true];
  const isRead = direction === 'response';
  if (was && !is) add('response-header-became-optional', isRead ? 'breaking' : 'harmless', revision.pointer, { name });
  if (!was && is) add('response-header-became-required', isRead ? 'harmless' : 'breaking', revision.pointer, { name });
  const place = placeOf('response-header', base, revision, direction, name);
  const [old, fresh] = [base.value, revision.value];
  if (isObject(old.content) && isObject(fresh.content)) compareContents(add, comparison, base, revision, place);
  else if (isObject(old.content) || isObject(fresh.content)) {
    const values = { name, from: styleOf(old), to: styleOf(fresh) };
    add('response-header-style-changed', 'breaking', revision.pointer, values);
  } else comparison.compareSchemas(add, old.schema, fresh.schema, schemaOf(place));
}

/** Headers by their name in lower case, with the name as it is written. */
function headersOf(comparison: Comparison, side: 'base' | 'revision', response: Node): Map<string, [string, Node]> {
  const headers = comparison.entries(side, response, 'headers');
  const named = [...headers].map(([name, header]): [string, [string, Node]] => [name.toLowerCase(), [name, header]]);
  // What `Content-Type` may be is told by the media types: OpenAPI passes it over.
  return new Map(named.filter(([key]) => key !== 'content-type'));
}
