import { basename, dirname } from 'node:path';
import { bundleSpec } from '../../catalogue/bundle.ts';
import { versionOf } from '../../catalogue/read-service.ts';
import { openPlatformTexts } from '../../texts/platform-texts.ts';
import { applyEdits, linesAdded } from '../edits.ts';
import { freePlace, writeFiles } from '../place.ts';
import type { TypedAnswers } from '../questions.ts';
import { ScaffoldError } from '../scaffold-error.ts';
import { filesBeside } from './files-beside.ts';
import { readForeignSpec } from './foreign-spec.ts';
import type { NewPairs } from './insert-pairs.ts';
import { addMetadata } from './metadata.ts';
import { overlayStub } from './overlay-stub.ts';
import { findRepairs, type Repair, semverOf, writtenVersion } from './repairs.ts';

export type RepairNote = Pick<Repair, 'line' | 'fault' | 'cure'>;

/** A spec that was taken in. */
export interface ImportedService {
  id: string;
  version: string;
  folder: string;
  /** Name of the OpenAPI file in the folder. */
  specFile: string;
  /** What was put into `info`. */
  added: NewPairs;
  /** What was changed beside that, because it was asked for; lines of the foreign file. */
  repaired: RepairNote[];
  /** What could be repaired but was not asked for; lines of the file in the folder. */
  repairable: RepairNote[];
  /** Files that the spec refers to and that came along. */
  files: string[];
}

export interface ImportOptions {
  specsDir: string;
  /** Day for the changelog, such as `2026-11-23`. */
  today: string;
  /** Repairs what keeps the file from being a draft and can be repaired without changing what it means. */
  fix: boolean;
}

/**
 * Takes in an OpenAPI file of somebody else as `<id>/v<major>`. The file stays as it is, comments and order included; only
 * what a draft needs is put into `info`. An overlay that lists the texts to translate and a changelog stand beside it.
 */
export async function importService(
  file: string,
  answers: TypedAnswers & { id: string },
  { specsDir, today, fix }: ImportOptions,
): Promise<ImportedService> {
  const { id } = answers;
  const spec = await readForeignSpec(file);
  const specFile = spec.isJson ? 'openapi.json' : 'openapi.yaml';
  const beside = await filesBeside(file, [specFile, 'bn.overlay.yaml', 'CHANGELOG.md']);
  const release = writtenVersion(spec);
  const version = versionOf(release);
  const folder = await freePlace(specsDir, id, version);

  const { edits: additions, added } = addMetadata(spec, answers);
  const repairs = fix ? findRepairs(spec) : [];
  const edits = [...additions, ...beside.edits, ...repairs.flatMap((repair) => repair.edits)];
  const text = applyEdits(spec.text, edits);
  const { document, findings } = await bundleSpec(file, [], [dirname(file)]);
  if (document === null) {
    const texts = await openPlatformTexts();
    const faults = findings.map(({ line, message }) => `  ${file}:${line}  ${texts.format(message, 'en')}`);
    throw new ScaffoldError(`The spec cannot be read:\n${faults.join('\n')}`, 1);
  }
  await writeFiles(
    folder,
    new Map<string, string | Buffer>([
      [specFile, text],
      ['bn.overlay.yaml', overlayStub(document, answers.titleBn ?? null)],
      ['CHANGELOG.md', `# Changelog\n\n## ${semverOf(release)} — ${today}\n\n- Taken in from ${basename(file)}.\n`],
      ...beside.files,
    ]),
  );
  // A repair leaves nothing to repair. To read the new text again takes as long as all else for a large spec.
  const lineAt = (offset: number) => spec.lineAt(offset) + linesAdded(edits, offset, spec.text);
  const repairable = fix ? [] : findRepairs({ ...spec, lineAt });
  return {
    id,
    version,
    folder,
    specFile,
    added,
    repaired: notesOf(repairs),
    repairable: notesOf(repairable),
    files: [...beside.files.keys()],
  };
}

function notesOf(repairs: Repair[]): RepairNote[] {
  return repairs.map(({ line, fault, cure }) => ({ line, fault, cure }));
}
