import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Rule } from './rule.ts';

const RULES = join(import.meta.dirname, 'rules');

let loaded: Promise<Map<string, Rule>> | null = null;

/** Every rule by its id, which is the name of its file. */
export function loadRules(): Promise<Map<string, Rule>> {
  loaded ??= readRules();
  return loaded;
}

async function readRules(): Promise<Map<string, Rule>> {
  const names = (await readdir(RULES)).filter((name) => name.endsWith('.ts')).sort();
  const modules = await Promise.all(names.map((name) => import(pathToFileURL(join(RULES, name)).href)));
  return new Map(names.map((name, index) => [name.replace(/\.ts$/, ''), modules[index].default as Rule]));
}
