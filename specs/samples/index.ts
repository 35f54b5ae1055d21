export { type Random, randomOf } from './random.ts';
export { type Sample, type SampleOptions, Sampler } from './sampler.ts';
