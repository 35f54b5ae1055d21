export { compareSpecs } from './compare-specs.ts';
export type { Level, RawChange } from './raw-change.ts';
export { requiredBump } from './required-bump.ts';
export { changeText } from './texts.ts';
