import { stringify } from 'yaml';
import { type Behaviour, readBehaviour, readSeed, type Seed } from '../behaviour/index.ts';
import type { Service } from '../catalogue/model.ts';
import { isObject, type JsonObject } from '../json/value.ts';
import type { Language, Message, Texts } from '../texts/index.ts';
import { type ExampleClock, type FirstBehaviour, firstBehaviour } from './first-behaviour.ts';
import { addFiles } from './place.ts';

export interface WriteBehaviourOptions {
  clock: ExampleClock;
  /** Languages of the country, that of the specs first. */
  languages: [Language, ...Language[]];
  texts: Texts;
  /**
   * Sends the named examples of a service into the world of a behaviour.
   * @returns ids of operations that answer otherwise than their examples, each with the name of such an example
   */
  differing: (service: Service) => Promise<Map<string, string>>;
}

export interface WrittenBehaviour extends Pick<FirstBehaviour, 'inferred' | 'leftOut'> {
  /** Names of the files that were written; none where nothing could be inferred. */
  files: string[];
}

/**
 * Writes a first behaviour of a service into its folder, beside its spec: what can be inferred of creating, reading, listing,
 * changing and deleting. An operation that would answer otherwise than its examples is left out.
 */
export async function writeBehaviour(
  service: Service,
  folder: string,
  { clock, languages, texts, differing }: WriteBehaviourOptions,
): Promise<WrittenBehaviour> {
  const [source, ...others] = languages;
  const without = new Map<string, Message>();
  for (;;) {
    const first = firstBehaviour(service, clock, without);
    if (first === null) return { inferred: [], leftOut: [], files: [] };
    if (first.inferred.length === 0) return { ...first, files: [] };
    const data = structuredClone(first.behaviour);
    for (const { path, message } of first.texts) put(data, path, texts.format(message, source.id));
    const { behaviour, seed } = usable(data, first.seed, source.id);
    const different = await differing({ ...service, behaviour, seed });
    if (different.size > 0) {
      for (const [operation, example] of different)
        without.set(operation, { id: 'scaffold.left.example', values: { example } });
      continue;
    }
    const files = new Map([
      ['behaviour.yaml', yamlOf('scaffold.file.behaviour', data)],
      ['seed.yaml', yamlOf('scaffold.file.seed', first.seed)],
    ]);
    for (const { id } of others) {
      const translated: JsonObject = {};
      for (const { path, message } of first.texts) put(translated, path, texts.format(message, id));
      files.set(`behaviour.${id}.yaml`, stringify(translated, YAML));
    }
    await addFiles(folder, files);
    return { inferred: first.inferred, leftOut: first.leftOut, files: [...files.keys()] };
  }

  function yamlOf(comment: string, data: JsonObject): string {
    return `# ${texts.format({ id: comment }, source.id)}\n${stringify(data, YAML)}`;
  }
}

const YAML = { lineWidth: 0, singleQuote: true } as const;

function usable(data: JsonObject, seedData: JsonObject, source: string): { behaviour: Behaviour; seed: Seed } {
  const { behaviour, faults } = readBehaviour(data, new Map(), source);
  if (behaviour === null) throw new Error(`The behaviour that was inferred cannot be read: ${faults[0]?.message}`);
  return { behaviour, seed: readSeed(seedData, behaviour).seed };
}

/** Puts a text where keys lead to, making the objects on the way. */
function put(data: JsonObject, [key = '', ...below]: string[], text: string): void {
  if (below.length === 0) {
    data[key] = text;
    return;
  }
  const next = data[key];
  const inner: JsonObject = isObject(next) ? next : {};
  data[key] = inner;
  put(inner, below, text);
}
