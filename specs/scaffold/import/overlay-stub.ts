import { stringify } from 'yaml';
import type { OpenApiDocument } from '../../catalogue/model.ts';
import { isObject, type JsonObject } from '../../json/value.ts';

const TEXTS = ['title', 'summary', 'description', 'x-displayName'];
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
/** Below these stands data, not text about the API. */
const DATA = ['example', 'value', 'default', 'enum', 'const', 'mapping', 'required', 'scopes'];

const HOW = `  # Every text of the spec that is in English so far. Translate a text, then take away the "#" before it and before the
  # lines that lead to it. What stays a comment is shown in English.
`;

interface Action {
  target: string;
  update: JsonObject;
}

/**
 * An overlay that lists every text of a bundled spec as a comment, ready to be translated: a comment does not pass for a
 * translation. Only the title is written; `title` is its translation, where there is one already.
 */
export function overlayStub(document: OpenApiDocument, title: string | null): string {
  const source = String(document.info?.title ?? '');
  const overlay = {
    overlay: '1.0.0',
    info: { title: title ?? source, version: '1.0.0' },
    actions: [{ target: '$.info', update: { title: title ?? source } }],
  };
  const comments = textsOf(document).map((action) => commented(stringify([action], { lineWidth: 0 })));
  return `${stringify(overlay, { lineWidth: 0 })}${HOW}${comments.join('')}`;
}

/** The texts of a bundled spec, as the actions of an overlay that would write them again. */
function textsOf(document: OpenApiDocument): Action[] {
  const actions: Action[] = [];
  const collect = (target: string, value: unknown) => {
    if (!isObject(value)) return;
    const update = textsIn(value, target, actions);
    if (update !== null) actions.push({ target, update });
  };
  collect('$.info', { ...document.info, title: undefined });
  collectList('$.servers', document.servers, actions);
  collectList('$.tags', document.tags, actions);
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    if (!isObject(item)) continue;
    const place = `$.paths[${quoted(path)}]`;
    collectList(`${place}.parameters`, item.parameters, actions);
    for (const method of METHODS) collect(`${place}.${method}`, item[method]);
  }
  for (const [kind, components] of Object.entries(document.components ?? {})) {
    for (const [name, component] of Object.entries(isObject(components) ? components : {})) {
      collect(`$.components.${kind}[${quoted(name)}]`, component);
    }
  }
  return actions;
}

/** The texts in a mapping and below, in its shape; `null` where there are none. Lists get actions of their own. */
function textsIn(value: JsonObject, target: string, actions: Action[]): JsonObject | null {
  const texts: JsonObject = {};
  for (const [key, item] of Object.entries(value)) {
    if (typeof item === 'string') {
      if (TEXTS.includes(key) && item.trim() !== '') texts[key] = item;
    } else if (Array.isArray(item)) {
      if (!DATA.includes(key)) collectList(`${target}[${quoted(key)}]`, item, actions);
    } else if (isObject(item) && (!DATA.includes(key) || target.endsWith("['properties']"))) {
      const below = textsIn(item, `${target}[${quoted(key)}]`, actions);
      if (below !== null) texts[key] = below;
    }
  }
  return Object.keys(texts).length > 0 ? texts : null;
}

/** Entries of a list are found by their name where all have one, else by their place. */
function collectList(target: string, list: unknown, actions: Action[]): void {
  if (!Array.isArray(list)) return;
  for (const [index, item] of list.entries()) {
    if (!isObject(item) || typeof item.$ref === 'string') continue;
    const { name } = item;
    const byName =
      typeof name === 'string' && list.filter((other) => isObject(other) && other.name === name).length === 1;
    const own = byName ? `${target}[?(@.name==${quoted(name)})]` : `${target}[${index}]`;
    const update = textsIn(item, own, actions);
    if (update !== null) actions.push({ target: own, update });
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

function commented(yaml: string): string {
  return yaml
    .trimEnd()
    .split('\n')
    .map((line) => `  # ${line}`.trimEnd())
    .join('\n')
    .concat('\n');
}
