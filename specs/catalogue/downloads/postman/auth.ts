import type { Operation, Service } from '../../model.ts';
import { credentialNeed } from '../../security.ts';

/** How a request is let in where it differs from its collection: not at all, or by its own token. */
export function authOf(service: Service, operation: Operation) {
  if (credentialNeed(operation) === 'none') return { type: 'noauth' };
  if (service.servedBy === 'sandbox' && service.login === null) return null;
  const scheme = bearerScheme(service, operation);
  if (scheme === undefined) return null;
  return { type: 'bearer', bearer: [{ key: 'token', value: `{{${variableName(scheme)}}}`, type: 'string' }] };
}

/** The first bearer token that an operation takes. */
export function bearerScheme({ securitySchemes }: Service, { security }: Operation): string | undefined {
  return security.flat().find((name) => {
    const scheme = securitySchemes[name];
    return scheme?.type === 'http' && scheme.name.toLowerCase() === 'bearer';
  });
}

/** `TeamToken` becomes `teamToken`. */
export function variableName(scheme: string): string {
  return scheme.charAt(0).toLowerCase() + scheme.slice(1);
}
