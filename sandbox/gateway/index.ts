export { Gateway } from './gateway.ts';
export { wellKnownPath } from './place.ts';
