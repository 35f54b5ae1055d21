import { dirname, extname } from 'node:path';
import { type Document, isMap, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import { refuseVersion } from '../../catalogue/openapi-version.ts';
import { RefusedFileError, readInside } from '../../catalogue/tree-files.ts';
import { openPlatformTexts } from '../../texts/platform-texts.ts';
import { ScaffoldError } from '../scaffold-error.ts';

/** An OpenAPI file that somebody else wrote, as text and as nodes that know their place in it. */
export interface ForeignSpec {
  file: string;
  text: string;
  document: Document.Parsed;
  root: YAMLMap;
  info: YAMLMap;
  isJson: boolean;
  /** Line of a place in the text, from 1. */
  lineAt(offset: number): number;
}

/** Reads a file of OpenAPI 3.0 or 3.1, YAML or JSON. Throws {@link ScaffoldError} with the line for anything else. */
export async function readForeignSpec(file: string): Promise<ForeignSpec> {
  const text = await readText(file);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => lines.linePos(offset).line;
  if (document.errors.length > 0) {
    const faults = document.errors.slice(0, 10).map(({ pos, message }) => `  ${file}:${lineAt(pos[0])}  ${message}`);
    throw new ScaffoldError(`The file cannot be read:\n${faults.join('\n')}\nCorrect these lines, then try again.`, 1);
  }
  const root = document.contents;
  if (!isMap(root)) throw refusal(file, 1, 'It holds no mapping. An OpenAPI document begins with "openapi: 3.1.0".');
  if (root.has('swagger')) {
    throw refusal(
      file,
      1,
      'It is Swagger 2.0. Convert it first, for instance with "npx swagger2openapi --outfile openapi.yaml <file>" or the converter of editor.swagger.io, then import the result.',
    );
  }
  const version = refuseVersion(root.get('openapi'), 'catalogue');
  if (version !== null) throw refusal(file, 1, (await openPlatformTexts()).format(version, 'en'));
  const info = root.get('info', true);
  if (!isMap(info)) throw refusal(file, 1, 'It has no "info:" with title and version. Add it, then try again.');
  return { file, text, document, root, info, isJson: extname(file).toLowerCase() === '.json', lineAt };
}

async function readText(file: string): Promise<string> {
  const bytes = await readInside([dirname(file)], file).catch((error: unknown) => {
    if (!(error instanceof RefusedFileError)) throw error;
    throw new ScaffoldError(
      error.isAbsent ? `The file "${file}" does not exist.` : `"${file}" ${error.message} ${error.hint}`,
      1,
    );
  });
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new ScaffoldError(`"${file}" is not UTF-8 text. Save it as UTF-8.`, 1);
  }
}

function refusal(file: string, line: number, reason: string): ScaffoldError {
  return new ScaffoldError(`${file}:${line}  ${reason}`, 1);
}
