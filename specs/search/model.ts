/** What a result can be, in the order of a list of all kinds. */
export const RESULT_TYPES = [
  'page',
  'service',
  'operation',
  'guide',
  'journey',
  'persona',
  'standard',
  'problem',
  'rule',
  'field',
] as const;

export type ResultType = (typeof RESULT_TYPES)[number];

/** One thing that can be found. Texts are plain, in the language of the index. */
export interface SearchEntry {
  type: ResultType;
  /** Page, and anchor where it is a part of one; without a locale prefix. */
  url: string;
  title: string;
  /** What it belongs to, or is about, in a line. */
  context: string;
  /** `POST /sandbox/…/{id}` of an operation. */
  call?: string;
  /** What it is called in every language: ids, names on the wire, numbers. */
  names?: string[];
  /** The title in other languages. */
  titles?: string[];
  /** What else is found by its words, and not shown. */
  text?: string;
}

/** How words of a country's languages are compared. */
export interface Spelling {
  /** Letters, or sequences of them, that stand for one sound; the first of each group stands for all. */
  alike: string[][];
  /** Consonants of other scripts, with Latin letters that sound like them. */
  latin: Record<string, string>;
}

/** What people type, and the words of the pages that it means. */
export interface Synonym {
  typed: string[];
  means: string[];
}

/** What a country's data says about the words that people search with. */
export interface SearchWords {
  /** Words that say nothing about what is looked for, such as "how". */
  ignored: string[];
  synonyms: Synonym[];
  spelling: Spelling;
}

/** All that a search in one language needs, as it travels to the browser. */
export interface SearchIndex extends SearchWords {
  locale: string;
  /** Locales that the path of a page can begin with. */
  prefixes: string[];
  /** How a type of result is called. */
  types: Record<ResultType, string>;
  entries: SearchEntry[];
}
