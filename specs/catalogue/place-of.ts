import type * as Redocly from '@redocly/openapi-core';
import { TextLines, type TextPosition } from '../base/text-position.ts';
import { JsonPlaces } from '../json/places.ts';
import { keysOfLocation } from '../json/redocly-pointer.ts';
import { isObject } from '../json/value.ts';
import { noteExactNumbers } from './exact-yaml.ts';
import { redoclySchema, redoclyYaml } from './redocly-yaml.ts';
import { YamlPlaces } from './yaml-places.ts';

type Core = Pick<typeof Redocly, 'getLineColLocation'>;

/** A place as Redocly names it: a node of a source by its `pointer`, with `#` before it, or line and column as they are. */
export type Node = Redocly.LocationObject;

/**
 * Line and column of a node. What has no place of its own, such as the nothing in `{ responses: }`, has that of its key; what
 * has none either, that of what it stands in.
 */
export function placeOf(core: Core, node: Node): TextPosition {
  if (node.pointer === undefined) return { line: node.start.line, column: node.start.col };
  const { source, pointer, reportOnKey = false } = node;
  const json = jsonPlacesOf(source);
  if (json !== null) {
    const { start, nameStart } = json.places.at(keysOfLocation(pointer));
    return json.lines.positionAt(reportOnKey ? (nameStart ?? start) : start);
  }
  const yaml = yamlPlacesOf(source);
  if (yaml !== null) {
    const { start, keyStart } = yaml.places.at(keysOfLocation(pointer));
    return yaml.lines.positionAt(reportOnKey ? (keyStart ?? start) : start);
  }
  const at = (path: string, onKey: boolean) => {
    try {
      return core.getLineColLocation({ source, pointer: path, reportOnKey: onKey });
    } catch {
      // The parser that knows places stumbles over what the other one reads, such as `!!binary`.
      return { start: { line: 1, col: 1 } };
    }
  };
  // Redocly decodes what it never encoded.
  const path = pointer.replaceAll('%', '%25');
  const { start } = at(path, reportOnKey);
  if (start.line > 1 || start.col > 1) return { line: start.line, column: start.col };
  for (let part = path; part.length > '#/'.length; part = part.slice(0, part.lastIndexOf('/'))) {
    const key = at(part, true).start;
    if (key.line > 1 || key.col > 1) return { line: key.line, column: key.col };
  }
  return { line: 1, column: 1 };
}

/** Places of nodes, by pointers with `#` before them, in the text of a file of YAML or JSON; each at its key. */
export async function placesIn(file: string, text: string): Promise<(pointer: string) => TextPosition> {
  const core = await import('@redocly/openapi-core');
  const source = new core.Source(file, text);
  return (pointer) => placeOf(core, { source, pointer, reportOnKey: true });
}

/** What a node is in its source, as it is written. */
export function writtenAt(core: Core, { source, pointer }: Node): string {
  if (pointer === undefined) return '';
  const json = jsonPlacesOf(source);
  if (json !== null) {
    const { start, end } = json.places.at(keysOfLocation(pointer));
    return source.body.slice(start, end);
  }
  const { start, end } = core.getLineColLocation({ source, pointer: pointer.replaceAll('%', '%25') });
  if (end === undefined) return '';
  const lines = source.getLines().slice(start.line - 1, end.line);
  const last = lines.length - 1;
  if (lines[last] !== undefined) lines[last] = lines[last].slice(0, end.col - 1);
  if (lines[0] !== undefined) lines[0] = lines[0].slice(start.col - 1);
  return lines.join('\n');
}

/** A source that is JSON. `null` where it is not, or where a name stands twice in an object: YAML says so. */
export function jsonPlacesOf(source: Redocly.Source): JsonSource | null {
  if (!jsonSources.has(source)) parseJsonSource(source, JSON.parse);
  return jsonSources.get(source) ?? null;
}

/** What a source holds that {@link jsonPlacesOf} finds to be JSON; else `undefined`. */
export function parseJsonSource(source: Redocly.Source, parse: (text: string) => unknown): unknown {
  const { body } = source;
  const parsed = /^\s*\{/.test(body) ? parsedOr(body, parse) : undefined;
  if (parsed !== undefined && !jsonSources.has(source)) jsonSources.set(source, jsonSourceOf(body, parsed));
  if (parsed === undefined) jsonSources.set(source, null);
  return jsonSources.get(source) === null ? undefined : parsed;
}

/**
 * What a source of YAML holds, as Redocly reads it. Its places are known then, and not read again. `undefined` where Redocly
 * has to read it, and to say what is wrong.
 */
export function parseYamlSource(source: Redocly.Source): unknown {
  const { body, absoluteRef: filename } = source;
  const yaml = redoclyYaml();
  try {
    const events = yaml.parseEvents(body, { filename });
    const documents = yaml.constructFromEvents(events, { schema: redoclySchema(yaml), filename, source: body });
    if (documents.length !== 1) return undefined;
    noteYamlSource(source, YamlPlaces.ofEvents(body, events));
    noteExactNumbers(source, events, yaml);
    return documents[0];
  } catch {
    return undefined;
  }
}

/** `null` where Redocly has to find the places. */
function yamlPlacesOf(source: Redocly.Source): YamlSource | null {
  const known = yamlSources.get(source);
  if (known !== undefined) return known;
  if (lastLarge?.body === source.body) return lastLarge.known;
  return noteYamlSource(source, YamlPlaces.of(source.body));
}

function noteYamlSource(source: Redocly.Source, places: YamlPlaces | null): YamlSource | null {
  const { body } = source;
  const known = places === null ? null : { places, lines: new TextLines(body) };
  yamlSources.set(source, known);
  if (body.length > LARGE) lastLarge = { body, known };
  return known;
}

/** Letters of a text that takes a second to read. */
const LARGE = 1_000_000;
/** The places of one large text, for who reads its file again. */
let lastLarge: { body: string; known: YamlSource | null } | null = null;

interface YamlSource {
  places: YamlPlaces;
  lines: TextLines;
}

const yamlSources = new WeakMap<Redocly.Source, YamlSource | null>();

interface JsonSource {
  places: JsonPlaces;
  lines: TextLines;
}

const jsonSources = new WeakMap<Redocly.Source, JsonSource | null>();

/** `undefined` where the text cannot be parsed. */
function parsedOr(text: string, parse: (text: string) => unknown): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

function jsonSourceOf(text: string, parsed: unknown): JsonSource | null {
  const places = new JsonPlaces(text);
  return places.members === membersIn(parsed) ? { places, lines: new TextLines(text) } : null;
}

function membersIn(root: unknown): number {
  let members = 0;
  // No recursion: JSON may be nested deeper than the stack is.
  const unread = [root];
  for (let value = unread.pop(); value !== undefined; value = unread.pop()) {
    if (!Array.isArray(value) && !isObject(value)) continue;
    for (const item of Object.values(value)) {
      unread.push(item);
      if (!Array.isArray(value)) members += 1;
    }
  }
  return members;
}
