import { join } from 'node:path';
import { entriesInside, textInside } from '../catalogue/tree-files.ts';
import type { JsonObject } from '../json/value.ts';
import type { Behaviour, Seed } from './model.ts';
import { type BehaviourFault, readBehaviour, readYaml } from './read-behaviour.ts';
import { readSeed } from './read-seed.ts';

/** A mistake in a file of a behaviour. */
export interface BehaviourFinding {
  /** Absolute. */
  file: string;
  /** From 1. */
  line: number;
  column: number;
  message: string;
  hint: string;
}

export interface BehaviourFiles {
  /** `null` where the folder has no behaviour, or one that cannot be read. */
  behaviour: Behaviour | null;
  seed: Seed;
  findings: BehaviourFinding[];
  /** Files that were read. */
  files: string[];
}

const BEHAVIOUR = 'behaviour.yaml';
const TRANSLATION = /^behaviour\.([\w-]+)\.yaml$/;
const SEED = 'seed.yaml';

/** Names of the files of a behaviour in the folder of a spec. */
export async function behaviourFileNames(folder: string, roots: string[]): Promise<string[]> {
  const entries = await entriesInside(roots, folder).catch(() => []);
  return entries
    .filter(({ name, kind }) => kind === 'file' && (name === BEHAVIOUR || name === SEED || TRANSLATION.test(name)))
    .map(({ name }) => name);
}

/**
 * Reads `behaviour.yaml`, its translations and `seed.yaml` in the folder of a spec.
 * @param names as {@link behaviourFileNames} finds them
 * @param source language of `behaviour.yaml`
 */
export async function readBehaviourFiles(
  folder: string,
  names: string[],
  roots: string[],
  source: string,
): Promise<BehaviourFiles> {
  const findings: BehaviourFinding[] = [];
  const files = names.map((name) => join(folder, name));
  const read = async (name: string) => {
    const file = join(folder, name);
    const yaml = readYaml((await textInside(roots, file)) ?? '');
    const report = (faults: BehaviourFault[]) => {
      for (const { path, message, hint } of faults) findings.push({ file, ...yaml.placeOf(path), message, hint });
    };
    report(yaml.faults);
    return { data: yaml.data, report };
  };
  const translations = new Map<string, JsonObject>();
  for (const name of names) {
    const locale = TRANSLATION.exec(name)?.[1];
    const data = locale === undefined ? null : (await read(name)).data;
    if (locale !== undefined && data !== null) translations.set(locale, data);
  }
  const nothing = { behaviour: null, seed: {}, findings, files };
  if (!names.includes(BEHAVIOUR)) return nothing;
  const main = await read(BEHAVIOUR);
  if (main.data === null) return nothing;
  const { behaviour, faults } = readBehaviour(main.data, translations, source);
  main.report(faults);
  if (behaviour === null || !names.includes(SEED)) return { ...nothing, behaviour };
  const seedFile = await read(SEED);
  if (seedFile.data === null) return { ...nothing, behaviour };
  const { seed, faults: seedFaults } = readSeed(seedFile.data, behaviour);
  seedFile.report(seedFaults);
  return { behaviour, seed, findings, files };
}
