export { type Sample, type SampleOptions, Sampler } from './sampler.ts';
