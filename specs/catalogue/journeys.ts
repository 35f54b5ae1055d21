import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readStep, stepInExpression } from '../arazzo/index.ts';
import { isObject, type JsonObject, type JsonValue, objectsIn, stringOr, stringOrNull } from '../json/value.ts';
import type { Message } from '../texts/message.ts';
import { DataFileError, readDataFile } from './data-file.ts';
import type { ClockStep, Journey, JourneyStep, Service } from './model.ts';
import { serviceReference } from './service-reference.ts';

/** A step that does not fit the services of the catalogue. */
export interface JourneyFault {
  /** Absolute path. */
  file: string;
  message: Message;
}

const REFERENCE = /^\$sourceDescriptions\.([a-z0-9-]+)\.([A-Za-z0-9_-]+)$/;

/**
 * Reads the journeys: Arazzo 1.0.1 files of one workflow each, whose steps say in `x-example` which example of the operation
 * they send. Of a step, `x-persona` names who acts where the example does not say, `x-clock` how far time may be set forward
 * before it, and `x-browser-page` the page on which a person does the same. `<id>.<locale>.yaml` beside a file holds its texts
 * in that language. A journey through services that are left out of the catalogue, as when only one is shown, is left out too;
 * so is one whose steps do not fit, with a fault.
 * @param leftOut ids of services that are there, but not in the catalogue
 */
export async function readJourneys(
  dir: string,
  locale: string,
  services: Service[],
  leftOut: Set<string>,
  onFault: (fault: JourneyFault) => void,
): Promise<Journey[]> {
  const all: string[] = await readdir(dir).catch(() => []);
  const names = all.filter((name) => name.endsWith('.arazzo.yaml')).sort();
  const read = (name: string) => readDataFile(join(dir, name), [dirname(dir)]);
  const journeys = await Promise.all(
    names.map(async (name) => {
      const id = name.replace(/\.arazzo\.yaml$/, '');
      const textsFile = `${id}.${locale}.yaml`;
      const texts = all.includes(textsFile) ? await read(textsFile) : {};
      return readJourney(join(dir, name), id, await read(name), texts, services, leftOut, onFault);
    }),
  );
  return journeys.filter((journey) => journey !== null);
}

function readJourney(
  file: string,
  id: string,
  document: JsonObject,
  texts: JsonObject,
  services: Service[],
  leftOut: Set<string>,
  onFault: (fault: JourneyFault) => void,
): Journey | null {
  const info = isObject(document.info) ? document.info : {};
  const [workflow] = objectsIn(document.workflows);
  if (workflow === undefined) throw new DataFileError(`${file}: there is no workflow in it`);
  const translated = isObject(texts.steps) ? texts.steps : {};
  const named = versionsOf(document);
  const personas = new Set<string>();
  const steps: JourneyStep[] = [];
  for (const step of objectsIn(workflow.steps)) {
    const stepId = stringOr(step.stepId, '');
    const [, source = '', operationId = ''] = REFERENCE.exec(stringOr(step.operationId, '')) ?? [];
    if (source === '')
      throw new DataFileError(`${file}: the step "${stepId}" names no operation of a source description`);
    const versions = services.filter((known) => known.id === source);
    const service = versions.find(({ version }) => version === named.get(source)) ?? versions[0];
    if (service === undefined) {
      if (!leftOut.has(source))
        onFault({ file, message: { id: 'reading.journey-service', values: { step: stepId, service: source } } });
      return null;
    }
    const operation = service.operations.find((known) => known.id === operationId);
    const name = stringOr(step['x-example'], '');
    const example = operation?.examples.find((known) => known.name === name);
    if (example === undefined) {
      onFault({
        file,
        message: {
          id: 'reading.journey-example',
          values: { step: stepId, example: name, operation: operationId, service: source },
        },
      });
      return null;
    }
    for (const persona of example.personas) personas.add(persona);
    const own = isObject(translated[stepId]) ? translated[stepId] : {};
    steps.push({
      id: stepId,
      title: stringOr(own.title, stringOr(step['x-title'], stepId)),
      description: stringOr(own.description, stringOr(step.description, '')),
      service: serviceReference(service),
      operation: operationId,
      example: name,
      takes: takenFrom(step),
      persona:
        stringOrNull(step['x-persona']) ?? (example.personas.length === 1 ? (example.personas[0] ?? null) : null),
      clock: clockOf(step['x-clock']),
      browserPage: stringOrNull(step['x-browser-page']),
      arazzo: readStep(step),
    });
  }
  return {
    id,
    title: stringOr(texts.title, stringOr(info.title, id)),
    summary: stringOr(texts.summary, stringOr(info.summary, '')),
    description: stringOr(texts.description, stringOr(info.description, '')),
    personas: [...personas].sort(),
    steps,
    document,
  };
}

/** The version of each service that a journey names: its source descriptions lead to files such as `kyc/v2/openapi.yaml`. */
function versionsOf({ sourceDescriptions }: JsonObject): Map<string, string> {
  return new Map(
    objectsIn(sourceDescriptions).flatMap(({ name, url }) => {
      const version = /\/(v\d+)\/[^/]+$/.exec(stringOr(url, ''))?.[1];
      return version === undefined ? [] : [[stringOr(name, ''), version] as const];
    }),
  );
}

function clockOf(value: JsonValue | undefined): ClockStep | null {
  if (!isObject(value)) return null;
  const { seconds, workingDays } = value;
  if (typeof workingDays === 'number') return { workingDays };
  return typeof seconds === 'number' ? { seconds } : null;
}

/** Parameters and properties of a step's request that are made from outputs of earlier steps. */
function takenFrom({ parameters, requestBody }: JsonObject): JourneyStep['takes'] {
  const payload = isObject(requestBody) ? requestBody.payload : undefined;
  const given = objectsIn(parameters).map(({ name, value }): [string, JsonValue | undefined] => [
    stringOr(name, ''),
    value,
  ]);
  const taken = new Map<string, JourneyStep['takes'][number]>();
  for (const [name, value] of [...given, ...leaves(payload)]) {
    const step = typeof value === 'string' ? stepInExpression(value) : null;
    if (step !== null) taken.set(`${name} ${step}`, { name, step });
  }
  return [...taken.values()];
}

/** Every value that holds no others, with the name of the property it belongs to. */
function leaves(value: JsonValue | undefined, name = ''): [string, JsonValue | undefined][] {
  if (Array.isArray(value)) return value.flatMap((item) => leaves(item, name));
  if (isObject(value)) return Object.entries(value).flatMap(([key, item]) => leaves(item, key));
  return [[name, value]];
}
