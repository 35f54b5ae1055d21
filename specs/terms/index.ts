export { type TermHit, termFinder } from './find-terms.ts';
export { readTerms, type Term, type TermList } from './terms.ts';
