import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { countryFiles } from '../catalogue/country-files.ts';
import { DataFileError, readDataFile } from '../catalogue/data-file.ts';
import { objectsIn, stringOr, stringOrNull, stringsIn } from '../json/value.ts';

/** How one thing is called in a language, and what it is not called. */
export interface Term {
  /** In English. */
  term: string;
  /** The word of the language. */
  use: string;
  /** Words and phrases that are not used for it. */
  avoid: string[];
  /** Phrases in which such a word stands for something else. */
  except: string[];
  /** Regular expression of what cannot be listed, such as a number in the wrong digits. */
  pattern: string | null;
}

/** The term list of a language. */
export interface TermList {
  /** What may follow a word without making another word of it, such as a plural. */
  endings: string[];
  terms: Term[];
}

/** The term list of a language, `<locale>.yaml` in the folder of those of a country; `null` where there is none. Throws {@link DataFileError}. */
export async function readTerms(locale: string, folder: string = countryFiles().terms): Promise<TermList | null> {
  const file = join(folder, `${locale}.yaml`);
  if (!existsSync(file)) return null;
  const data = await readDataFile(file);
  return {
    endings: stringsIn(data.endings),
    terms: objectsIn(data.terms).map((item, index) => {
      const term = stringOr(item.term, '');
      const use = stringOr(item.use, '');
      if (term === '' || use === '') throw new DataFileError(`${file}: terms/${index} needs "term" and "use"`);
      const pattern = stringOrNull(item.pattern);
      if (pattern !== null && !isPattern(pattern)) {
        throw new DataFileError(`${file}: terms/${index}/pattern is no regular expression: ${pattern}`);
      }
      return { term, use, avoid: stringsIn(item.avoid), except: stringsIn(item.except), pattern };
    }),
  };
}

function isPattern(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
}
