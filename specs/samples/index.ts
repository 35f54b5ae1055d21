export { type Random, randomOf } from './random.ts';
export { type Sample, type SampleOptions, Sampler } from './sampler.ts';
export { ValueCheck } from './value-check.ts';
