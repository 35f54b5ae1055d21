import { isAbsolute, relative } from 'node:path';
import type * as Redocly from '@redocly/openapi-core';
import { errorMessage } from '../base/error-message.ts';
import { positionAt } from '../base/text-position.ts';
import { isObject, type JsonObject } from '../json/value.ts';
import { parseJson } from '../numbers/index.ts';
import type { Message } from '../texts/message.ts';
import { findCircularReference } from './circular-reference.ts';
import { renameComponents } from './component-names.ts';
import { conflictingNames, ownComponents, ReferenceLog } from './conflicting-names.ts';
import { hideDataReferences, plainCopy, showDataReferences } from './data-places.ts';
import { findExcess } from './document-size.ts';
import { withExactNumbers } from './exact-yaml.ts';
import type { OpenApiDocument } from './model.ts';
import { asOpenapi30 } from './openapi-30.ts';
import { type Purpose, refuseVersion } from './openapi-version.ts';
import { parseJsonSource, parseYamlSource, placeOf, writtenAt } from './place-of.ts';
import { parserMessage, type RawFinding } from './raw-finding.ts';
import { isBelow, RefusedFileError, readInside } from './tree-files.ts';

export interface Bundle {
  /** `null` when the file is no OpenAPI 3 document at all; `findings` say why. */
  document: OpenApiDocument | null;
  findings: RawFinding[];
  /** Absolute paths of every file read, the root first. */
  files: string[];
}

/** A spec that is no file; references in it are read as if it stood at `file`. */
export interface SpecText {
  file: string;
  text: string;
}

/** Overlays of components that are shared, and the folder that these stand in. */
export interface SharedOverlays {
  folder: string;
  overlays: string[];
}

/**
 * Reads an OpenAPI file, pulls in what it references and applies overlays, in order, to the result. Shared overlays come
 * first, and leave alone what only has the name of a shared component.
 * References may only lead to files below `roots`; nothing is fetched over the network.
 * Never throws for what the file holds: every fault is a finding with file and line.
 */
export async function bundleSpec(
  spec: string | SpecText,
  overlays: string[],
  roots: string[],
  shared: SharedOverlays = { folder: '', overlays: [] },
  purpose: Purpose = 'catalogue',
): Promise<Bundle> {
  const file = typeof spec === 'string' ? spec : spec.file;
  // Loading Redocly takes longer than everything else at start; a cached catalogue does without.
  const core = await import('@redocly/openapi-core');
  const findings: RawFinding[] = [];
  const references = new ReferenceLog();
  const resolver = localResolver(core, roots, references);
  const every = [...shared.overlays, ...overlays];
  try {
    const root =
      typeof spec === 'string'
        ? await resolver.resolveDocument(null, spec, true)
        : withExactNumbers(core.makeDocumentFromString(spec.text, spec.file));
    if (root instanceof Error) throw root;
    if (typeof spec !== 'string') hideDataReferences(root.parsed);
    const refusal = refuseDocument(root.parsed, purpose);
    if (refusal !== null) {
      const { pointer, ...finding } = refusal;
      return {
        document: null,
        findings: [{ ...finding, file, ...placeOf(core, { source: root.source, pointer, reportOnKey: true }) }],
        files: [file],
      };
    }
    const own = ownComponents(root.parsed);
    const options = { config: await core.createConfig({}), externalRefResolver: resolver };
    const plain = await core.bundle({ ...options, doc: root });
    refuseExcess(core, { ...plain.bundle, source: root.source }, 'a reference leads to what it stands in itself');
    renameComponents(plain.bundle.parsed, own);
    const alike: [string, string][] = [];
    for (const overlay of shared.overlays) {
      const read = await resolver.resolveDocument(null, overlay);
      if (read instanceof Error) continue;
      alike.push(...conflictingNames(plain.bundle.parsed, read.parsed, own, references.namesBelow(shared.folder)));
    }
    // One pass does for all, unless there is something to shield from the first.
    const passes = alike.length > 0 ? [shared.overlays, overlays] : [every];
    const problems = [...plain.problems];
    let translated = plain.bundle;
    for (const pass of passes.filter(({ length }) => length > 0)) {
      const shielded = pass === shared.overlays ? componentsOf(translated.parsed, alike) : {};
      const applied = await core.bundle({ ...options, doc: translated, overlays: pass });
      problems.push(...applied.problems.filter(isOf(pass)));
      translated = applied.bundle;
      putBack(translated.parsed, shielded);
    }
    findings.push(...withoutDoubles(problems.flatMap((problem) => toFinding(core, problem, file))));
    const document = showDataReferences(translated.parsed) as OpenApiDocument;
    return { document, findings, files: filesRead(resolver, file, every) };
  } catch (error) {
    findings.push(unreadable(error, file, every));
    return { document: null, findings, files: filesRead(resolver, file, every) };
  }
}

/** Reads an OpenAPI file that is to be compared, with what it refers to in its own folder or below `root`. */
export function readSpec(file: string, root: string): Promise<Bundle> {
  return bundleSpec(file, [], [root], undefined, 'comparison');
}

type Components = Record<string, Record<string, JsonObject>>;

/** Copies of components, by section and name. */
function componentsOf(document: unknown, names: [string, string][]): Components {
  const { components } = document as { components: Components };
  const copies: Components = {};
  for (const [section, name] of names)
    copies[section] = { ...copies[section], [name]: plainCopy(components[section]?.[name] ?? {}) as JsonObject };
  return copies;
}

function putBack(document: unknown, copies: Components): void {
  const { components = {} } = document as { components?: Components };
  for (const [section, entries] of Object.entries(copies)) components[section] = { ...components[section], ...entries };
}

/**
 * Reads references from files below `roots` only, and says in plain words why another is refused.
 * What a spec of OpenAPI 3.0 refers to below the other roots than the first, the shared standards, is read as 3.0 has it.
 * @param references gets every reference that is read; numbers are exact then. Rules of Redocly know plain numbers only.
 */
export function localResolver(core: typeof Redocly, roots: string[], references?: ReferenceLog): Redocly.BaseResolver {
  const [, ...shared] = roots;
  let is30 = false;
  return new (class extends core.BaseResolver {
    override async loadExternalRef(reference: string): Promise<Redocly.Source> {
      if (!isAbsolute(reference)) {
        throw new Error(
          `"${reference}" is not a file here. Copy what you need into the spec's folder and refer to it there.`,
        );
      }
      const name = relative(roots[0] ?? '', reference);
      if (!roots.some((root) => isBelow(reference, root))) {
        throw new Error(
          `"${name}" is outside the folder of specs. Refer to files beside the spec or in specs/standards.`,
        );
      }
      const bytes = await readInside(roots, reference).catch((error: unknown) => {
        if (!(error instanceof RefusedFileError)) throw error;
        throw new Error(error.isAbsent ? `there is no file "${name}".` : `"${name}" ${error.message} ${error.hint}`);
      });
      return new core.Source(reference, decodeUtf8(bytes));
    }

    override parseDocument(source: Redocly.Source, isRoot?: boolean): Redocly.Document {
      refuseConflict(source.body);
      // Redocly reads JSON as YAML, which takes twenty times as long.
      const mayBeJson = isRoot === true || isData(source.absoluteRef);
      const json = mayBeJson ? parseJsonSource(source, references === undefined ? JSON.parse : parseJson) : undefined;
      const parsed = json ?? (mayBeJson ? parseYamlSource(source) : undefined);
      const document = parsed === undefined ? super.parseDocument(source, isRoot) : { source, parsed };
      refuseExcess(core, document, 'an alias (*) stands inside of what it stands for');
      if (isRoot) is30 = isOpenapi30(document.parsed);
      const isShared = shared.some((root) => isBelow(source.absoluteRef, root));
      if (references === undefined) {
        if (is30 && isShared) asOpenapi30(document.parsed);
        return document;
      }
      const exact = json === undefined ? withExactNumbers(document) : document;
      if (is30 && isShared) asOpenapi30(exact.parsed);
      hideDataReferences(exact.parsed);
      references.add(exact.parsed, source.absoluteRef);
      return exact;
    }
  })();
}

function isOpenapi30(parsed: unknown): boolean {
  return isObject(parsed) && String(parsed.openapi).startsWith('3.0');
}

/** Whether the name of a file is that of data: what else is referred to, such as Markdown, is text. */
function isData(file: string): boolean {
  return /\.(ya?ml|json)$/.test(file);
}

/** Throws where git has left both sides of a merge in a file, with the place: YAML takes the marks for text, or for anything. */
function refuseConflict(text: string): void {
  const begin = /^<{7} .*$/m.exec(text);
  if (begin === null || !/^={7}\r?$/m.test(text) || !/^>{7} /m.test(text)) return;
  const { line } = positionAt(text, begin.index);
  throw new Error(
    `git has left both sides of a merge in it; keep one of them and remove the marks <<<<<<<, ======= and >>>>>>> (${line}:1)`,
  );
}

/** Throws where a document is endless or far too large, with the place in its source. */
function refuseExcess(core: typeof Redocly, { source, parsed }: Redocly.Document, endless: string): void {
  const excess = findExcess(parsed);
  if (excess === null) return;
  const { line, column } = placeOf(core, { source, pointer: excess.pointer });
  throw new Error(`${excess.reason ?? endless} (${line}:${column})`);
}

/** Problems that applying these overlays found; the others were found before. */
function isOf(overlays: string[]): (problem: Redocly.NormalizedProblem) => boolean {
  return ({ location: [place] }) => overlays.includes(place?.source.absoluteRef ?? '');
}

function decodeUtf8(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error('The file is not UTF-8 text. Save it as UTF-8.');
  }
}

type Refusal = Pick<RawFinding, 'severity' | 'rule' | 'message' | 'hint'> & { pointer: string };

/** Why a document cannot be used at all; `null` where it can. */
function refuseDocument(parsed: unknown, purpose: Purpose): Refusal | null {
  const refuse = (message: Message, hint: Message, pointer = '#/') => ({
    severity: 'error' as const,
    rule: 'spec-readable',
    message,
    hint,
    pointer,
  });
  if (parsed === undefined || parsed === null) return refuse({ id: 'reading.empty' }, { id: 'reading.empty-hint' });
  if (!isObject(parsed)) return refuse({ id: 'reading.no-mapping' }, { id: 'reading.begins-with' });
  if (parsed.swagger !== undefined) {
    return refuse({ id: 'reading.swagger' }, { id: 'reading.swagger-hint' }, '#/swagger');
  }
  const version = refuseVersion(parsed.openapi, purpose);
  if (version !== null) {
    return parsed.openapi === undefined
      ? refuse(version, { id: 'reading.begins-with' })
      : refuse(version, { id: 'reading.version-hint' }, '#/openapi');
  }
  const circle = findCircularReference(parsed);
  if (circle !== null) return refuse({ id: 'reading.circular' }, { id: 'reading.circular-hint' }, circle);
  return null;
}

/** A finding for what Redocly complains of, unless it asks for more than we do. */
function toFinding(core: typeof Redocly, problem: Redocly.NormalizedProblem, file: string): RawFinding[] {
  const [place] = problem.location;
  const message = withoutPlace(problem.message.split('\n')[0] ?? '');
  const written = place === undefined || !message.startsWith("Can't resolve $ref") ? '' : writtenAt(core, place);
  // The address of an example is there for people to follow.
  if (/^\W*externalValue\W+https?:/m.test(written) || /[{,]\s*["']?externalValue\W+https?:/.test(written)) return [];
  const target = referenceIn(written);
  const at = place === undefined ? { line: 1, column: 1 } : placeOf(core, place);
  return [
    {
      severity: problem.severity === 'error' ? 'error' : 'warning',
      rule: problem.ruleId === 'bundler' ? 'reference-resolves' : problem.ruleId,
      file: place?.source.absoluteRef ?? file,
      ...at,
      ...(place?.pointer === undefined || place.pointer === '#/' ? {} : { pointer: place.pointer.slice(1) }),
      message:
        message === "Can't resolve $ref" && target !== ''
          ? { id: 'reading.reference', values: { reference: target } }
          : parserMessage(message.replace("Can't resolve $ref: ", 'The reference leads nowhere: ')),
      hint:
        problem.suggest[0] === undefined
          ? { id: 'reading.correct-place' }
          : { id: 'reading.did-you-mean', values: { name: problem.suggest[0] } },
    },
  ];
}

/** Where a reference leads, from what is written at its place: a mapping with `$ref`, or the bare text of a discriminator. */
function referenceIn(written: string): string {
  const text = /\$ref['"]?\s*:\s*([\s\S]*)/.exec(written)?.[1] ?? written;
  const [, single, double, plain] = /^\s*(?:'([^']*)'|"([^"]*)"|([^\s,}]+))/.exec(text) ?? [];
  return single ?? double ?? plain ?? '';
}

/** One schema may be reached on several ways; what is wrong in it is said once. */
function withoutDoubles(findings: RawFinding[]): RawFinding[] {
  const seen = new Set<string>();
  return findings.filter((finding) => {
    const key = JSON.stringify(finding);
    return !seen.has(key) && seen.add(key);
  });
}

function unreadable(error: unknown, file: string, overlays: string[]): RawFinding {
  const message = errorMessage(error).split('\n')[0] ?? '';
  const place = /\((\d+):(\d+)\)/.exec(message);
  // Redocly names the overlay that is at fault within the message.
  const overlay = overlays.find((name) => message.includes(name));
  const parsed = withoutPlace(message);
  const about =
    overlay === undefined
      ? parsed
      : parsed.replace(`Failed to load overlay at ${overlay}: `, '').replace(overlay, 'it');
  const reason =
    error instanceof TypeError
      ? MISPLACED
      : error instanceof RangeError
        ? 'it is nested too deeply, or its references lead from one to the next too often'
        : about
            .replace(
              TOO_DEEP,
              'its nesting is deeper than $1 levels; put what is inside under "components" and refer to it',
            )
            .replace('deficient indentation', SHALLOW);
  return {
    severity: 'error',
    rule: 'spec-readable',
    file: overlay ?? file,
    line: place === null ? 1 : Number(place[1]),
    column: place === null ? 1 : Number(place[2]),
    message: { id: 'reading.unreadable', values: { reason: parserMessage(reason) } },
    hint: { id: 'reading.unreadable-hint' },
  };
}

/** Some parsers let what stands in brackets or quotes begin anywhere in a line, YAML does not. */
const SHALLOW =
  'the indentation is too small. Close the bracket or quotation mark that was opened above this line, or indent all up to its end further than the key before it';

const TOO_DEEP = /nesting exceeded maxDepth \((\d+)\)/;

/** Redocly stumbles over such documents instead of refusing them. */
const MISPLACED =
  'a part of it is not what OpenAPI has there, such as a text in the place of a mapping under "components"';

/** The parser names file and line in its message; a finding has them of its own. */
function withoutPlace(message: string): string {
  return message.replace(/ in "[^"]*"(?= \(\d+:\d+\)$)/, '').replace(/ \(\d+:\d+\)$/, '');
}

function filesRead(resolver: Redocly.BaseResolver, file: string, overlays: string[]): string[] {
  return [...new Set([file, ...overlays, ...resolver.getFiles()])];
}
