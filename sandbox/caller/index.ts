export { CallerKeys } from './caller-keys.ts';
export { CALLER_HEADER, type Caller, type CallerTokens, createCallerTokens } from './caller-token.ts';
