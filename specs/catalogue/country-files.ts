import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DataFileError } from './data-file.ts';
import { isBelow } from './tree-files.ts';

const SPECS = resolve(import.meta.dirname, '..');
const REPOSITORY = resolve(SPECS, '..');

/** Where the data of a country is: absolute paths, of which only `services` and `country` need exist. */
export interface CountryFiles {
  /** Folder that holds one folder a service. */
  services: string;
  /** The country itself; its translations stand beside it, such as `country.bn.yaml`. */
  country: string;
  /** Shared data standards. */
  standards: string;
  journeys: string;
  /** What the errors of services mean, and what to do about them. */
  serviceProblems: string;
  personas: string;
  /** Names by which properties are known to be about a person. */
  personalData: string;
  /** Term lists, `<locale>.yaml`. */
  terms: string;
  /** What people search with, `<locale>.yaml`. */
  searchWords: string;
  /** The platform's messages and rules in languages of the country. */
  messages: string;
  /** The platform's problem types, whose translations are named as if they stood beside it. */
  problems: string;
  /** Guides in the country's first language. */
  guides: string;
  /** Texts of the pages, and guides in the other languages, in a folder for each as Docusaurus has it. */
  pages: string;
}

/** The country that this repository is for. */
const OURS: CountryFiles = {
  ...below(SPECS),
  searchWords: join(SPECS, 'search/words'),
  personas: join(REPOSITORY, 'mocks/personas'),
  guides: join(REPOSITORY, 'docs'),
  pages: join(REPOSITORY, 'portal/i18n'),
};

/**
 * The data of the country that a folder of services belongs to. Where `country.yaml` stands beside the folder, everything of the
 * country does. Else it is another tree of services of the country that this repository is for: only standards, journeys and
 * `service-problems.yaml` beside it are its own.
 * @param specsDir folder of services; `specs/services` when absent
 * @throws DataFileError where the standards are a link that leads elsewhere
 */
export function countryFiles(specsDir: string = OURS.services): CountryFiles {
  const services = resolve(specsDir);
  const folder = dirname(services);
  if (existsSync(join(folder, 'country.yaml')) && realpathSync(folder) !== SPECS) {
    const files = below(folder);
    return { ...files, services, standards: inside(files.standards) ?? files.standards };
  }
  const { standards, journeys, serviceProblems } = below(folder);
  return { ...OURS, services, standards: inside(standards) ?? OURS.standards, journeys, serviceProblems };
}

/** Folders that files of a tree of specs are read from: its services, and the standards that they refer to. */
export function specRoots(specsDir: string): string[] {
  return [specsDir, countryFiles(specsDir).standards];
}

function below(folder: string): CountryFiles {
  const path = (name: string) => join(folder, name);
  return {
    services: path('services'),
    country: path('country.yaml'),
    standards: path('standards'),
    journeys: path('journeys'),
    serviceProblems: path('service-problems.yaml'),
    personas: path('personas'),
    personalData: path('personal-data.yaml'),
    terms: path('terms'),
    searchWords: path('search-words'),
    messages: path('messages'),
    problems: path('problems.yaml'),
    guides: path('guides'),
    pages: path('pages'),
  };
}

/** A folder that is there and is no link out of its own; `null` where there is none. */
function inside(folder: string): string | null {
  if (!existsSync(folder)) return null;
  if (isBelow(realpathSync(folder), realpathSync(dirname(folder)))) return folder;
  throw new DataFileError(
    `${folder}: it is a link that leads out of its folder, and is not read. Replace the link by the folder itself.`,
  );
}
