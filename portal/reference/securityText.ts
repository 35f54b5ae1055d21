import { translate } from '@docusaurus/Translate';
import type { Operation, SecurityScheme } from '@dpi/specs/model';
import { credentialNeed } from '@dpi/specs/security';

/** Which credentials an operation asks for, alternatives joined by "or". */
export function securityText(operation: Pick<Operation, 'security'>, schemes: Record<string, SecurityScheme>): string {
  const need = credentialNeed(operation);
  if (need === 'none') return translate({ id: 'ref.securityNone', message: 'No credentials needed' });
  const or = translate({ id: 'ref.or', message: 'or' });
  const names = operation.security
    .filter((needed) => needed.length > 0)
    .map((needed) => needed.map((name) => schemeText(name, schemes[name])).join(' + '))
    .join(` ${or} `);
  return need === 'optional'
    ? translate({ id: 'ref.securityOptional', message: 'Credentials optional: {names}' }, { names })
    : translate({ id: 'ref.securityNeeds', message: 'Needs {names}' }, { names });
}

/** A security scheme as it is known in the field, with its name where that tells it from others. */
export function schemeText(name: string, scheme: SecurityScheme | undefined): string {
  switch (scheme?.type) {
    case 'apiKey':
      return schemePlace(scheme);
    case 'http':
      return scheme.name.toLowerCase() === 'bearer'
        ? translate({ id: 'ref.bearer', message: 'a bearer token ({name})' }, { name })
        : translate({ id: 'ref.httpAuth', message: '{name} authentication' }, { name: scheme.name });
    case 'oauth2':
      return translate({ id: 'ref.oauth2', message: 'OAuth 2.0 ({name})' }, { name });
    case 'openIdConnect':
      return translate({ id: 'ref.openIdConnect', message: 'OpenID Connect ({name})' }, { name });
    case 'mutualTLS':
      return translate({ id: 'ref.mutualTls', message: 'a client certificate (mutual TLS)' });
    default:
      return name;
  }
}

function schemePlace({ in: place, name }: SecurityScheme): string {
  switch (place) {
    case 'query':
      return translate({ id: 'ref.apiKeyQuery', message: 'an API key (query parameter {name})' }, { name });
    case 'cookie':
      return translate({ id: 'ref.apiKeyCookie', message: 'a cookie ({name})' }, { name });
    default:
      return translate({ id: 'ref.apiKey', message: 'an API key ({name})' }, { name });
  }
}
