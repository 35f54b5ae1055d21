import type { Values } from './rule.ts';

/** A violation as it was found: where, and what to say in any language. */
export interface Fault {
  rule: string;
  /** Name of the message in the rule's texts; `null`: `text` is the message, of a rule of Redocly. */
  message: string | null;
  values: Values;
  text: string;
  /** Redocly's own severity; ours follows from the rule and the stage. */
  severity: 'error' | 'warning';
  /** Absolute path. */
  file: string;
  line: number;
  column: number;
  /** JSON Pointer in that file, with `#` before it. */
  pointer: string;
}
