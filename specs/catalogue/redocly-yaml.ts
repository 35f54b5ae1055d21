import { createRequire } from 'node:module';

export interface ScalarTag {
  resolve(source: string, isExplicit: boolean, tagName: string): unknown;
}

export interface YamlSchema {
  withTags(...tags: ScalarTag[]): YamlSchema;
}

/** What a text of YAML consists of, in its order; offsets are of the text, -1 where there is nothing. */
export interface YamlEvent {
  /** One of `EVENT_ID`. */
  type: number;
  /** Of a sequence or mapping. */
  start?: number;
  /** Of a scalar, without its quotation marks, or the line that begins a block. */
  valueStart?: number;
  valueEnd?: number;
  /** Whether the text from `valueStart` to `valueEnd` is the value as it is. */
  fast?: boolean;
  /** Of a scalar: one of `SCALAR_STYLE`. */
  style?: number;
  /** Of the name of an alias. */
  anchorStart?: number;
}

/** js-yaml 5. */
export interface YamlParser {
  load(text: string, options: { schema: YamlSchema; filename: string }): unknown;
  /** Throws where the text is no YAML. */
  parseEvents(text: string, options: { filename?: string }): YamlEvent[];
  /** The documents of a text. Throws where their values cannot be made, such as of an unknown alias. */
  constructFromEvents(
    events: YamlEvent[],
    options: { schema: YamlSchema; filename: string; source: string },
  ): unknown[];
  getScalarValue(text: string, scalar: YamlEvent): string;
  EVENT_ID: Record<'DOCUMENT' | 'SEQUENCE' | 'MAPPING' | 'SCALAR' | 'ALIAS' | 'POP', number>;
  SCALAR_STYLE: Record<'PLAIN' | 'SINGLE_QUOTED' | 'DOUBLE_QUOTED' | 'LITERAL_BLOCK' | 'FOLDED_BLOCK', number>;
  CORE_SCHEMA: YamlSchema;
  intCoreTag: ScalarTag;
  floatCoreTag: ScalarTag;
  mergeTag: ScalarTag;
  binaryTag: ScalarTag;
  omapTag: ScalarTag;
  pairsTag: ScalarTag;
  setTag: ScalarTag;
}

/** The parser that Redocly reads YAML with. */
export function redoclyYaml(): YamlParser {
  return createRequire(createRequire(import.meta.url).resolve('@redocly/openapi-core'))('js-yaml');
}

/** The schema that Redocly reads YAML with: a date stays a text. */
export function redoclySchema({ CORE_SCHEMA, mergeTag, binaryTag, omapTag, pairsTag, setTag }: YamlParser): YamlSchema {
  return CORE_SCHEMA.withTags(mergeTag, binaryTag, omapTag, pairsTag, setTag);
}
