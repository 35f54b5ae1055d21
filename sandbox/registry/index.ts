export { ensureOpenEvent } from './open-event.ts';
export { openRegistry } from './open-registry.ts';
export * from './registry.ts';
