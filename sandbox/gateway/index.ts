export { createGateway } from './gateway.ts';
export { wellKnownPath } from './place.ts';
