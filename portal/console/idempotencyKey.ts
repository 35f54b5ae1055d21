import type { Parameter } from '@dpi/specs/model';
import { inputName, type RequestValues } from './requestValues.ts';

/** Name of the input for the `Idempotency-Key`; `null` where an operation takes none, or the form is meant to send none. */
export function idempotencyInput(
  { parameters }: { parameters: Pick<Parameter, 'in' | 'name'>[] },
  { inputs }: Pick<RequestValues, 'inputs'>,
): string | null {
  const parameter = parameters.find(({ in: place, name }) => place === 'header' && /^idempotency-key$/i.test(name));
  const input = parameter && inputName(parameter);
  return input !== undefined && (inputs[input] ?? '') !== '' ? input : null;
}

/** A random UUID (version 4 of RFC 9562). `crypto.randomUUID` is missing where the page came by plain HTTP from another machine. */
export function randomUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
