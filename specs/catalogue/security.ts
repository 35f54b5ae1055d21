import type { Operation, SecurityScheme, Service } from './model.ts';

/** Header in which the sandbox takes its key. */
export const KEY_HEADER = 'X-API-Key';

/** Whether an operation asks for credentials, as OpenAPI's `security` says. */
export type CredentialNeed = 'none' | 'optional' | 'required';

/**
 * An empty list of security requirements, or none at all, asks for nothing; an empty requirement (`{}`) beside others
 * makes these optional (OpenAPI 3.1, 4.8.30).
 */
export function credentialNeed({ security }: Pick<Operation, 'security'>): CredentialNeed {
  if (security.flat().length === 0) return 'none';
  return security.some((requirement) => requirement.length === 0) ? 'optional' : 'required';
}

/** Whether a scheme is the sandbox's own key. */
export function isSandboxKey({ type, in: place, name }: SecurityScheme): boolean {
  return type === 'apiKey' && place === 'header' && name.toLowerCase() === KEY_HEADER.toLowerCase();
}

/** Schemes, by name, that operations ask for and the sandbox does not check: its key stands in for them. */
export function simulatedSchemes({
  servedBy,
  operations,
  securitySchemes,
}: Pick<Service, 'servedBy' | 'securitySchemes'> & { operations: Pick<Operation, 'security'>[] }): string[] {
  if (servedBy === 'platform') return [];
  const names = new Set(operations.flatMap(({ security }) => security.flat()));
  return [...names].filter((name) => {
    const scheme = securitySchemes[name];
    return scheme === undefined || !(scheme.isChecked || isSandboxKey(scheme));
  });
}
