import type { Operation } from './model.ts';

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
