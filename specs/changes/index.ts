export type { Level, RawChange } from './change.ts';
export { compareSpecs } from './document/compare-specs.ts';
export { jsonReport, markdownReport, textReport } from './report/formats.ts';
export { requiredBump } from './report/required-bump.ts';
export { changeText } from './report/texts.ts';
