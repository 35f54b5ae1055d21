export { type AssessOptions, assessCatalogue, readGuideline } from './assess.ts';
export { isRequiredAt } from './rule.ts';
export { CATEGORIES } from './score.ts';
