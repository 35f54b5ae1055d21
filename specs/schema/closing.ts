import { _, type Ajv, type CodeKeywordDefinition } from 'ajv';
import { isObject } from '../json/value.ts';
import type { Direction } from './directed-schemas.ts';

const closing = { isOn: true };

/** Runs checks of a compiler whose schemas close on request as if the schemas did not close objects. */
export function withoutClosing<T>(run: () => T): T {
  closing.isOn = false;
  try {
    return run();
  } finally {
    closing.isOn = true;
  }
}

/** Lets `unevaluatedProperties` say nothing inside of {@link withoutClosing}. */
export function closeOnRequest(ajv: Ajv): void {
  const keyword = ajv.getKeyword('unevaluatedProperties');
  if (typeof keyword !== 'object') return;
  const { code } = keyword as CodeKeywordDefinition;
  (keyword as CodeKeywordDefinition).code = (cxt, ruleType) => {
    cxt.gen.if(_`${cxt.gen.scopeValue('obj', { ref: closing })}.isOn`, () => code(cxt, ruleType));
  };
}

/**
 * Whether a schema that closes objects is the schema that does not, once its `unevaluatedProperties` say nothing: not where it
 * has such keywords of its own, nor where read-only properties of a request are refused or not.
 */
export function mayCloseOnRequest(schema: unknown, direction: Direction | null): boolean {
  if (Array.isArray(schema)) return schema.every((item) => mayCloseOnRequest(item, direction));
  if (!isObject(schema)) return true;
  if (schema.unevaluatedProperties !== undefined || schema.unevaluatedItems !== undefined) return false;
  if (direction === 'request' && schema.readOnly === true) return false;
  return Object.values(schema).every((value) => mayCloseOnRequest(value, direction));
}
