export type { Level, RawChange } from './change.ts';
export { compareSpecs } from './compare-specs.ts';
export { jsonReport, markdownReport, textReport } from './formats.ts';
export { requiredBump } from './required-bump.ts';
export { changeText } from './texts.ts';
