import { readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { type Document, isMap, isPair, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Choices } from './choices.ts';
import { fillText, fillYaml, type Values } from './fill-template.ts';
import { freePlace, writeFiles } from './place.ts';
import type { Answers } from './questions.ts';

const TEMPLATE = join(import.meta.dirname, 'template');
const STANDARDS = resolve(import.meta.dirname, '..', 'standards');

/** What the service keeps: files without anything to fill in. */
const BEHAVIOUR = ['behaviour.yaml', 'behaviour.bn.yaml', 'seed.yaml'];

/** A service that was just written. */
export interface NewService {
  id: string;
  version: string;
  folder: string;
  /** Places in `openapi.yaml` to make one's own, in their order. */
  edits: { line: number; what: string }[];
}

/** Writes `<id>/v1` below the folder of services from the template: a small service that passes the check as a draft. */
export async function newService(
  answers: Answers,
  choices: Choices,
  { specsDir, today }: { specsDir: string; today: string },
): Promise<NewService> {
  const { id } = answers;
  const folder = await freePlace(specsDir, id, 'v1');
  const values = valuesOf(answers, choices, today);
  const standards = `${relative(folder, STANDARDS).split(sep).join('/')}/`;
  const template = (name: string) => readFile(join(TEMPLATE, name), 'utf8');
  const openapi = fillYaml(await template('openapi.yaml'), values, standards);
  await writeFiles(
    folder,
    new Map([
      ['openapi.yaml', openapi],
      ...(await Promise.all(BEHAVIOUR.map(async (name) => [name, await template(name)] as const))),
      ['bn.overlay.yaml', fillYaml(await template('bn.overlay.yaml'), values, standards)],
      ['CHANGELOG.md', fillText(await template('CHANGELOG.md'), values)],
    ]),
  );
  return { id, version: 'v1', folder, edits: editsOf(openapi) };
}

function valuesOf(answers: Answers, choices: Choices, today: string): Values {
  const { id, title, titleBn, layer, agency, audience, dataProtection, contact } = answers;
  const owner = choices.agencies.find((choice) => choice.id === agency);
  const values: Values = {
    id,
    title,
    titleBn,
    layer,
    agency,
    audience,
    dataProtection,
    today,
    'contact.name': owner?.name ?? agency,
    'contact.nameBn': owner?.localName ?? agency,
    'contact.url': owner?.url || `https://${agency}.example`,
    'contact.email': contact,
  };
  for (const persona of choices.personas) {
    for (const [kind, value] of Object.entries(persona.identifiers)) values[`${persona.id}.${kind}`] = value;
  }
  return values;
}

const TO_EDIT: [path: string[], what: string][] = [
  [['info', 'summary'], 'what the service is for, in one line'],
  [['info', 'description'], 'what to know before the first call'],
  [['servers'], 'where the service answers'],
  [['tags'], 'groups of operations'],
  [['paths'], 'your operations, each with examples of success and failure'],
  [['components', 'schemas'], 'your data, with bounds; use the shared standards where there is one'],
];

function editsOf(openapi: string): NewService['edits'] {
  const lines = new LineCounter();
  const document = parseDocument(openapi, { lineCounter: lines });
  return TO_EDIT.flatMap(([path, what]) => {
    const offset = offsetOfKey(document, path);
    return offset === null ? [] : [{ line: lines.linePos(offset).line, what }];
  });
}

function offsetOfKey(document: Document, path: string[]): number | null {
  const holder = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isMap(holder)) return null;
  const pair = holder.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === path.at(-1));
  return pair !== undefined && isScalar(pair.key) ? (pair.key.range?.[0] ?? null) : null;
}
