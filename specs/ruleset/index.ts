export { type AssessOptions, assessCatalogue, readGuideline } from './assess.ts';
export { isRequiredAt, operationAt } from './rule.ts';
export { CATEGORIES } from './score.ts';
