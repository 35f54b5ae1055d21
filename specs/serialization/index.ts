/**
 * How requests are written on the wire: parameters and form bodies by the rules of OpenAPI. It runs in the browser, too.
 */
export { ignoresRequestBody } from './request-body.ts';
