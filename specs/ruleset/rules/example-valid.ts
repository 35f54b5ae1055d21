import type { Location, UserContext } from '@redocly/openapi-core';
import { keysOf } from '../../json/pointer.ts';
import { isObject, type JsonObject } from '../../json/value.ts';
import type { Direction } from '../../schema/index.ts';
import { isFormMediaType, isJsonMediaType } from '../../serialization/index.ts';
import { type CheckedExample, checkExamples, type ExampleNode, TOO_LONG } from '../example-check.ts';
import { messageOf, pathTo, placeIn } from '../example-faults.ts';
import type { ReportNode, Rule } from '../rule.ts';
import { plain } from '../rule.ts';

/** The values of an Example Object, or of the one that a reference leads to. */
function valuesOf(entry: unknown, at: Location, { resolve }: UserContext): { value: unknown; location: Location }[] {
  if (!isObject(entry)) return [];
  const isReference = typeof entry.$ref === 'string';
  const { node, location } = isReference
    ? resolve<JsonObject>(entry, at.source.absoluteRef)
    : { node: entry, location: at };
  if (!isObject(node) || location === undefined) return [];
  const field = ['dataValue', 'value'].find((name) => node[name] !== undefined);
  return field === undefined ? [] : [{ value: node[field], location: location.child(field) }];
}

/** The example of XML or CSV is the text that is sent, whatever the schema says that it stands for. */
function isTextOfItsFormat({ example, faults }: CheckedExample, type: string | undefined): boolean {
  if (type === undefined || isJsonMediaType(type) || isFormMediaType(type)) return false;
  const isRefused = faults.some(({ keyword, instancePath }) => keyword === 'type' && instancePath === '');
  return typeof example.value === 'string' && isRefused;
}

export default {
  category: 'examples',
  requiredFrom: 'draft',
  points: 3,
  scope: 'operation',
  visit: (_, report) => {
    let examples: ExampleNode[] = [];
    const mediaTypes = new Map<string, string>();
    const parameters = new Map<string, string>();

    /** Examples of what has a schema beside them: a parameter, a header or a media type. */
    const collect = (holder: object, context: UserContext, direction: Direction, mediaType?: string) => {
      const { schema, example, examples: named } = plain(holder);
      const { location } = context;
      const schemaNode = { node: schema, location: location.child('schema') };
      if (!isObject(schema) && typeof schema !== 'boolean') return;
      const lone = example === undefined ? [] : [{ value: example, location: location.child('example') }];
      const listed = Object.entries(isObject(named) ? named : {}).flatMap(([name, entry]) =>
        valuesOf(entry, location.child(['examples', name]), context),
      );
      for (const found of [...lone, ...listed]) {
        examples.push({ ...found, schema: schemaNode, direction });
        if (mediaType !== undefined) mediaTypes.set(found.location.absolutePointer, mediaType);
      }
    };
    const collectMedia = (direction: Direction) => ({
      leave: (media: object, context: UserContext) => collect(media, context, direction, String(context.key)),
    });

    return {
      Root: {
        enter() {
          examples = [];
        },
        leave(root, context) {
          const { location } = context;
          for (const checked of checkExamples(examples, { node: plain(root), location }, context.resolve))
            if (!isTextOfItsFormat(checked, mediaTypes.get(checked.example.location.absolutePointer)))
              tell(checked, context, report, parameters);
        },
      },
      Parameter: {
        leave(parameter, context) {
          parameters.set(context.location.absolutePointer, String(parameter.name));
          collect(parameter, context, 'request');
        },
        MediaType: collectMedia('request'),
      },
      Header: {
        leave: (header, context) => collect(header, context, 'response'),
      },
      RequestBody: { MediaType: collectMedia('request') },
      Response: { MediaType: collectMedia('response') },
      Schema: {
        leave(node, context) {
          const { example, examples: listed } = plain(node);
          const { location } = context;
          const schema = { node, location };
          for (const [index, value] of (Array.isArray(listed) ? listed : []).entries())
            examples.push({ value, location: location.child(['examples', index]), schema, direction: null });
          if (example !== undefined)
            examples.push({ value: example, location: location.child('example'), schema, direction: null });
        },
      },
    };
  },
} satisfies Rule;

function tell(
  { example, faults, unchecked }: CheckedExample,
  { report: send }: UserContext,
  report: ReportNode,
  parameters: Map<string, string>,
): void {
  const { location, schema } = example;
  const at = { report: send, location };
  if (unchecked === TOO_LONG) report(at, 'too-long', { place: placeOf(location, '', parameters) });
  else if (unchecked !== null) report({ ...at, location: schema.location }, 'unchecked', { reason: unchecked });
  for (const fault of faults) {
    const path = pathTo(fault);
    const { message, values } = messageOf(fault);
    const place = placeOf(location, message === 'extra' ? fault.instancePath : path, parameters);
    report(at, message, { place, ...values }, keysOf(path) ?? []);
  }
}

/** What an example and a path in it are called. A parameter has a name, its pointer only a number. */
function placeOf({ source, pointer }: Location, path: string, parameters: Map<string, string>): string {
  const holder = /^.*\/parameters\/[^/]+(?=\/)/.exec(pointer)?.[0];
  const parameter = holder === undefined ? undefined : parameters.get(source.absoluteRef + holder);
  return placeIn(pointer + path, parameter);
}
