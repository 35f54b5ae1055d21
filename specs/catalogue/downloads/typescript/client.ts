import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Operation, Parameter, Response, Schema, Service } from '../../model.ts';
import { KEY_HEADER } from '../../security.ts';
import { statusesOf } from '../result-statuses.ts';
import { wireStyle } from '../wire-style.ts';
import { comment, indent, memberName, typeOf } from './type-of.ts';

const RUNTIME = readFileSync(join(import.meta.dirname, 'runtime.ts'), 'utf8')
  .replace(/^\/\/.*\n+/, '')
  .replace('export async function send', 'async function send');

/** Names that the client itself has, or TypeScript. */
const TAKEN = new Set([
  'Client',
  'ClientOptions',
  'Result',
  'Input',
  'Operation',
  'Parameter',
  'Record',
  'Headers',
  'Promise',
]);

/** Where the client of a service is. */
export function typescriptClientPath({ url }: Pick<Service, 'url'>): string {
  return `${url}client.ts`;
}

/**
 * A client of a service for TypeScript, in one file without dependencies: a function for each operation, whose results are told
 * apart by their status. It runs wherever there is `fetch`.
 */
export function typescriptClient(service: Service, publicUrl: string): string {
  const names = typeNames(Object.keys(service.schemas));
  const functions = functionNames(service.operations);
  const baseUrl = publicUrl + service.basePath;
  return `${[
    oneLine(`// Client of ${service.title} ${service.release}, made from ${publicUrl}${service.url}openapi.yaml`),
    ...Object.entries(service.schemas).map(([name, schema]) => declaration(names.get(name) ?? name, schema, names)),
    `export interface Client {\n${indent(service.operations.map((one) => signature(one, functions, names)).join('\n\n'))}\n}`,
    `/** A client with the key of your team: \`createClient({ apiKey: 'dpi_…' })\`. */
export function createClient(options: ClientOptions = {}): Client {
  const given = { baseUrl: ${JSON.stringify(baseUrl)}, ...options };
  return {
${indent(indent(service.operations.map((one) => implementation(one, functions)).join('\n')))}
  };
}`,
    RUNTIME.trim(),
  ].join('\n\n')}\n`;
}

function declaration(name: string, schema: Schema, names: ReadonlyMap<string, string>): string {
  return `${comment(typeof schema.description === 'string' ? schema.description : '')}export type ${name} = ${typeOf(schema, names)};`;
}

function signature(operation: Operation, functions: Functions, names: ReadonlyMap<string, string>): string {
  const input = inputType(operation, names);
  const results = operation.responses.map((response) => resultType(response, operation.responses, names));
  const about = [operation.summary, operation.deprecated ? '@deprecated' : ''].filter(Boolean).join('\n');
  return `${comment(about)}${functions.get(operation)}(${input}): Promise<\n${indent(results.map((type) => `| ${type}`).join('\n'))}\n>;`;
}

/** The parameter of a function: parameters by their place, and the body. Empty where an operation takes nothing. */
function inputType({ parameters, requestBody }: Operation, names: ReadonlyMap<string, string>): string {
  const groups = (['path', 'query', 'header'] as const).flatMap((place) => {
    const all = parameters.filter(
      (parameter) => parameter.in === place && parameter.name.toLowerCase() !== KEY_HEADER.toLowerCase(),
    );
    if (all.length === 0) return [];
    const members = all.map(
      (parameter) =>
        `${comment(parameter.description)}${memberName(parameter.name)}${isNeeded(parameter) ? '' : '?'}: ${typeOf(parameter.schema, names)};`,
    );
    const mark = all.some(isNeeded) ? '' : '?';
    return [`${place === 'header' ? 'headers' : place}${mark}: {\n${indent(members.join('\n'))}\n};`];
  });
  const [content] = requestBody?.contents ?? [];
  if (content !== undefined)
    groups.push(`body${requestBody?.required ? '' : '?'}: ${typeOf(content.schema ?? true, names)};`);
  if (groups.length === 0) return '';
  return `input${groups.some((group) => /^\w+:/.test(group)) ? '' : '?'}: {\n${indent(groups.join('\n'))}\n}`;
}

/** An Idempotency-Key that is not given is made. */
function isNeeded({ name, required }: Parameter): boolean {
  return required && name.toLowerCase() !== 'idempotency-key';
}

function resultType({ status, contents }: Response, all: Response[], names: ReadonlyMap<string, string>): string {
  const [content] = contents;
  const data =
    content === undefined
      ? "''"
      : /[/+]json\b/.test(content.contentType)
        ? typeOf(content.schema ?? true, names)
        : 'string';
  return `Result<${statusType(status, all)}, ${data}>`;
}

function statusType(status: string, all: Response[]): string {
  return statusesOf(status, all).join(' | ') || 'never';
}

function implementation(operation: Operation, functions: Functions): string {
  const { method, path, parameters, requestBody, responses } = operation;
  const written = parameters
    .filter(({ name, in: place }) => place !== 'cookie' && name.toLowerCase() !== KEY_HEADER.toLowerCase())
    .map((parameter) => [parameter.name, parameter.in, wireStyle(parameter), parameter.explode]);
  const what = {
    method: method.toUpperCase(),
    path,
    parameters: written,
    contentType: requestBody?.contents[0]?.contentType ?? null,
    redirect: responses.some(({ status }) => status.startsWith('3')) ? 'manual' : 'follow',
  };
  const name = functions.get(operation) ?? '';
  return `${name}: (input = {} as never) => send(given, ${JSON.stringify(what)}, input) as ReturnType<Client[${JSON.stringify(operation.id)}]>,`;
}

type Functions = ReadonlyMap<Operation, string>;

/** Names as they stand in the client, some in quotes. */
function functionNames(operations: Operation[]): Functions {
  return new Map(operations.map((operation) => [operation, memberName(operation.id)]));
}

/** Names of schemas as names of types, each once. */
function typeNames(schemas: string[]): ReadonlyMap<string, string> {
  const used = new Set(TAKEN);
  return new Map(
    schemas.map((schema) => {
      const words = schema.replace(/[^\p{ID_Continue}$]+(.?)/gu, (_, letter: string) => letter.toUpperCase());
      const name = /^[\p{ID_Start}$_]/u.test(words) ? words[0]?.toUpperCase() + words.slice(1) : `_${words}`;
      let free = name;
      for (let count = 2; used.has(free); count += 1) free = `${name}${count}`;
      used.add(free);
      return [schema, free];
    }),
  );
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
